import { writeAudit } from "../../audit/write-audit.ts";
import type { ApiDeps } from "../../deps.ts";
import { endSessionsOf } from "../auth/end-session.ts";

/** Ends all sessions of a person. Returns how many. */
export async function signOutPerson(
  deps: Pick<ApiDeps, "db" | "log">,
  { actorId, userId }: { actorId: string; userId: string },
): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const ended = await endSessionsOf(tx, { userId });
    if (ended > 0)
      await writeAudit(tx, deps, {
        ...{ actor: actorId, act: "session_ended", subject: userId },
        details: { sessions: ended },
      });
    return ended;
  });
}
