import { writeAudit } from "../../audit/write-audit.ts";
import type { ApiDeps } from "../../deps.ts";
import { endSessionsOf } from "./end-session.ts";

/** Ends all sessions of a person but the one that asks. Returns how many. */
export async function endOtherSessions(
  deps: Pick<ApiDeps, "db" | "log">,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const ended = await endSessionsOf(tx, { userId, but: sessionId });
    if (ended > 0)
      await writeAudit(tx, deps, {
        ...{ actor: userId, act: "session_ended", subject: userId },
        details: { sessions: ended },
      });
    return ended;
  });
}
