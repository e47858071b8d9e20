import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { SessionUser } from "../../caller.ts";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { httpErrors } from "../../errors.ts";
import { userErrors } from "./errors.ts";
import { users } from "./tables.ts";

/**
 * Shuts a person out: from their next request on no session and no key of theirs opens anything, and nobody signs in to
 * the account. What they hold stays theirs. An admin blocks customers, a super admin everybody but themselves. In the
 * caller's transaction. Throws `user_not_found`, `not_allowed`, `cannot_block_yourself`.
 */
export async function blockPerson(
  tx: Tx,
  deps: Pick<Deps, "log">,
  { actor, userId, reason }: { actor: SessionUser; userId: string; reason: string },
): Promise<void> {
  if (actor.id === userId) throw userErrors.cannot_block_yourself();
  await requireCustomer(tx, { actor, userId });
  const now = new Date();
  await tx
    .update(users)
    .set({ blockedAt: now, blockedFor: reason, updatedAt: now })
    .where(eq(users.id, userId));
  await writeAudit(tx, deps, { actor: actor.id, act: "account_blocked", subject: userId, details: {} });
}

/** Lets a blocked person in again. Not blocked: nothing is done. Throws `user_not_found`, `not_allowed`. */
export async function unblockPerson(
  deps: Pick<Deps, "db" | "log">,
  { actor, userId }: { actor: SessionUser; userId: string },
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await requireCustomer(tx, { actor, userId });
    const freed = await tx
      .update(users)
      .set({ blockedAt: null, blockedFor: null, updatedAt: new Date() })
      .where(and(eq(users.id, userId), isNotNull(users.blockedAt)));
    if (!freed.rowCount) return;
    await writeAudit(tx, deps, { actor: actor.id, act: "account_unblocked", subject: userId, details: {} });
  });
}

/** Holds the person's row. Who is more than a customer is a super admin's to judge. */
async function requireCustomer(tx: Tx, { actor, userId }: { actor: SessionUser; userId: string }) {
  const [person] = await tx
    .select({ role: users.role })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.deletedAt)))
    .for("update");
  if (!person) throw userErrors.user_not_found();
  if (person.role !== "customer" && actor.role !== "super_admin") throw httpErrors.not_allowed();
}
