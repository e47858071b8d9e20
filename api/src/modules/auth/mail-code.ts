import type { Session } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { take } from "../../limits/rate-limits.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { authErrors } from "./errors.ts";
import { codeMail } from "./mails/code.ts";
import { issueCode } from "./one-time-code.ts";

/** Mails somebody a code that confirms this session. Throws `no_mailbox` for who came with a wallet alone. */
export async function mailCode(deps: ApiDeps, session: Session): Promise<void> {
  const { db, limits } = deps;
  const { id: sessionId, user } = session;
  const { email } = user;
  if (!email) throw authErrors.no_mailbox();
  await take(limits.codeMail, user.id);
  await db.transaction(async (tx) => {
    const code = await issueCode(deps, tx, { of: "confirm", sessionId });
    await queueMail(deps, tx, email, codeMail({ name: user.name, code }));
  });
}
