import { and, eq, isNull } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Deps } from "../../deps.ts";
import { userErrors } from "./errors.ts";
import { users } from "./tables.ts";

/** Writes what the house notes about a person, in place of what stood there; the audit log says that, not what. Throws `user_not_found`. */
export async function notePerson(
  deps: Pick<Deps, "db" | "log">,
  { actorId, userId, note }: { actorId: string; userId: string; note: string | null },
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const noted = await tx
      .update(users)
      .set({ note, updatedAt: new Date() })
      .where(and(eq(users.id, userId), isNull(users.deletedAt)));
    if (!noted.rowCount) throw userErrors.user_not_found();
    await writeAudit(tx, deps, { actor: actorId, act: "note_written", subject: userId, details: {} });
  });
}
