import type { Client, SessionUser } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { lockPerson } from "../users/lock-person.ts";
import { authErrors } from "./errors.ts";
import { noteSignIn } from "./note-sign-in.ts";
import { openSession } from "./open-session.ts";
import { hasSecondFactor } from "./queries.ts";

type Admit = {
  user: SessionUser;
  by: "password" | "wallet";
  remember?: boolean | undefined;
  isKnownDevice: boolean;
  client: Client;
};

/**
 * Lets somebody in who showed who they are: a session and an audit row. Whose account asks for a second factor gets a
 * session that waits for it (`waits`) and is let in by `passSecondFactor`. Returns the session's signed token. Throws
 * `account_blocked`.
 */
export async function admit(deps: ApiDeps, { user, by, remember, isKnownDevice, client }: Admit) {
  return deps.db.transaction(async (tx) => {
    const person = await lockPerson(tx, user.id);
    if (person?.blockedAt) throw authErrors.account_blocked();
    const waits = await hasSecondFactor(tx, user.id);
    const token = await openSession(deps, tx, { userId: user.id, remember, waits, client });
    if (!waits) await noteSignIn(deps, tx, { user, by, isKnownDevice, client });
    return { token, waits };
  });
}
