import { hashSecret, newSecret } from "../../db/hash-secret.ts";
import type { Deps } from "../../deps.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { findUserByEmail } from "../users/queries.ts";
import { mailedLink } from "./mailed-link.ts";
import { resetPasswordMail } from "./mails/reset-password.ts";
import { verifications } from "./tables.ts";

const linkMinutes = 60;
/** What stands for a mailed link among the one-time values: the hash of its token, and whose it is. */
export const resetIdentifier = (token: string) => `reset:${hashSecret(token)}`;

type MailResetLink = { email: string; next?: string | undefined; browser: string; at: string };

/** Mails a link that sets a new password, good for an hour and once. An address without an account gets nothing. */
export async function mailResetLink(deps: Deps, { email, next, browser, at }: MailResetLink) {
  const { db, env } = deps;
  const token = newSecret();
  const expiresAt = new Date(Date.now() + linkMinutes * 60_000);
  await db.transaction(async (tx) => {
    const user = await findUserByEmail(tx, email);
    if (!user) return;
    await tx.insert(verifications).values({ identifier: resetIdentifier(token), value: user.id, expiresAt });
    const link = mailedLink(env, "/reset-password", { token, next });
    await queueMail(deps, tx, email, resetPasswordMail({ name: user.name, link, browser, at: new Date(at) }));
  });
}
