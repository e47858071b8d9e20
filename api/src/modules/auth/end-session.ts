import { and, eq, ne } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Tx } from "../../db/client.ts";
import type { ApiDeps } from "../../deps.ts";
import { sessions } from "./tables.ts";

type EndSession = { actor: string; userId: string; sessionId: string };

/** Ends one session of a person. Returns whether there was one: theirs, and not over. */
export async function endSession(
  deps: Pick<ApiDeps, "db" | "log">,
  { actor, userId, sessionId }: EndSession,
) {
  return deps.db.transaction(async (tx) => {
    const theirs = and(eq(sessions.id, sessionId), eq(sessions.userId, userId));
    const ended = await tx.delete(sessions).where(theirs).returning({ id: sessions.id });
    if (ended.length === 0) return false;
    await writeAudit(tx, deps, { actor, act: "session_ended", subject: userId, details: { sessions: 1 } });
    return true;
  });
}

/** Ends all sessions of a person but one, or all. Returns how many. In the caller's transaction, which says why. */
export async function endSessionsOf(tx: Tx, { userId, but }: { userId: string; but?: string }) {
  const others = but === undefined ? undefined : ne(sessions.id, but);
  const ended = await tx.delete(sessions).where(and(eq(sessions.userId, userId), others));
  return ended.rowCount ?? 0;
}
