import { and, eq, gt, sql } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Client } from "../../caller.ts";
import { hashSecret } from "../../db/hash-secret.ts";
import { lockName } from "../../db/lock.ts";
import type { ApiDeps } from "../../deps.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { findUserByEmail } from "../users/queries.ts";
import { dropSignUps } from "./drop-sign-ups.ts";
import { authErrors } from "./errors.ts";
import { welcomeMail } from "./mails/welcome.ts";
import { openAccount } from "./open-account.ts";
import { refuseCommonPassword } from "./refuse-common-password.ts";
import { registrations } from "./tables.ts";

type VerifyEmail = {
  token: string;
  /** Chosen by who opens the link. */
  password?: string | undefined;
  /** Of the browser that opens the link: see sign-up-cookie.ts. */
  browserHash: string | null;
  client: Client;
};

/**
 * Opens the account of the sign-up whose mailed token this is. Its password is the one chosen now, by who holds the
 * mailbox; the one typed at the sign-up counts only in the very browser where it was typed (else `password_needed`, and
 * the link stays good). So whichever of an address's mails is opened, a password that a stranger typed never works.
 * Nobody is signed in by it, since a link can be sent to anyone.
 */
export async function verifyEmail(deps: ApiDeps, { token, password, browserHash, client }: VerifyEmail) {
  const { db, auth, env } = deps;
  if (password !== undefined) await refuseCommonPassword(password);
  const tokenHash = hashSecret(token);
  const unexpired = and(eq(registrations.tokenHash, tokenHash), gt(registrations.expiresAt, sql`now()`));
  const [waiting] = await db.select().from(registrations).where(unexpired);
  if (!waiting) throw authErrors.verification_token_invalid();
  const isSameBrowser = browserHash !== null && browserHash === waiting.browserHash;
  if (password === undefined && !isSameBrowser) throw authErrors.password_needed();
  // Hashed outside the transaction, and only for a token that was mailed.
  const passwordHash =
    password === undefined ? waiting.passwordHash : await auth.hashPassword(password, client);
  return db.transaction(async (tx) => {
    // Two links of one address opened at once go one after the other; the first leaves the second nothing.
    await lockName(tx, `flux.email:${waiting.email}`);
    const [registration] = await tx.delete(registrations).where(unexpired).returning();
    if (!registration) throw authErrors.verification_token_invalid();
    const { email, name } = registration;
    if (await findUserByEmail(tx, email)) throw authErrors.verification_token_invalid();
    const user = await openAccount(deps, tx, { email, name, passwordHash });
    await dropSignUps(tx, email);
    await writeAudit(tx, deps, {
      actor: user.id,
      act: "account_opened",
      subject: user.id,
      details: { by: "email" },
    });
    await queueMail(deps, tx, email, welcomeMail({ name, webUrl: env.WEB_URL }));
    return user;
  });
}
