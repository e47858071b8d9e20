import { writeAudit } from "../../audit/write-audit.ts";
import type { Session, SessionUser } from "../../caller.ts";
import { lockName } from "../../db/lock.ts";
import type { ApiDeps } from "../../deps.ts";
import { take } from "../../limits/rate-limits.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { findUserByEmail } from "../users/queries.ts";
import { setEmail } from "../users/set-email.ts";
import { dropSignUps } from "./drop-sign-ups.ts";
import { authErrors } from "./errors.ts";
import { addEmailMail } from "./mails/add-email.ts";
import { addressTakenMail } from "./mails/address-taken.ts";
import { issueCode, useCode } from "./one-time-code.ts";

/**
 * Mails a code to an address that somebody who came with a wallet wants to add. An address that has an account is
 * told so there, and the answer is the same: nobody learns here who is a customer. Throws `has_email`.
 */
export async function askForEmail(deps: ApiDeps, { session, email }: { session: Session; email: string }) {
  const { user, id: sessionId } = session;
  if (user.email) throw authErrors.has_email();
  await take(deps.limits.codeMail, user.id);
  await deps.db.transaction(async (tx) => {
    const code = await issueCode(deps, tx, { of: "email", sessionId, about: email });
    const known = await findUserByEmail(tx, email);
    const mail = known ? addressTakenMail({ webUrl: deps.env.WEB_URL }) : addEmailMail({ code });
    await queueMail(deps, tx, email, mail);
  });
}

/**
 * Adds the address that a mailed code proves. It was nobody's, and every sign-up of it ends; two accounts are never made
 * one. Throws `code_invalid` and `has_email`.
 */
export async function addEmail(
  deps: ApiDeps,
  { session, code }: { session: Session; code: string },
): Promise<SessionUser> {
  const { user, id: sessionId } = session;
  if (user.email) throw authErrors.has_email();
  return deps.db.transaction(async (tx) => {
    const email = await useCode(deps, tx, { of: "email", sessionId, code });
    await lockName(tx, `flux.email:${email}`);
    if (await findUserByEmail(tx, email)) throw authErrors.code_invalid();
    const changed = await setEmail(tx, { userId: user.id, email });
    if (!changed) throw authErrors.has_email();
    await dropSignUps(tx, email);
    await writeAudit(tx, deps, { actor: user.id, act: "email_added", subject: user.id, details: {} });
    return changed;
  });
}
