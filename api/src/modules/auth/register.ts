import { createHash, randomBytes } from "node:crypto";
import type { ApiDeps } from "../../deps.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { findUserByEmail } from "../users/queries.ts";
import { alreadyRegisteredMail, verifyEmailMail } from "./mails.ts";
import { registrations } from "./tables.ts";

const registrationHours = 24;

type Register = { email: string; password: string; name: string };

/**
 * Mails a link that proves the address; the account exists once it is opened. An address that has an account
 * gets another mail and the same answer, so nobody learns here who is a customer.
 */
export async function register(deps: ApiDeps, { email, password, name }: Register) {
  const { db, auth, env } = deps;
  // Hashed before we look: an address we know takes as long as a new one.
  const passwordHash = await auth.hashPassword(password);
  const token = randomBytes(32).toString("base64url");
  await db.transaction(async (tx) => {
    const known = await findUserByEmail(tx, email);
    if (known) {
      await queueMail(deps, tx, email, alreadyRegisteredMail({ name: known.name, webUrl: env.WEB_URL }));
      return;
    }
    const expiresAt = new Date(Date.now() + registrationHours * 3_600_000);
    await tx
      .insert(registrations)
      .values({ email, name, passwordHash, tokenHash: hashToken(token), expiresAt });
    const link = `${env.WEB_URL}/verify-email?token=${token}`;
    await queueMail(deps, tx, email, verifyEmailMail({ name, link }));
  });
}

/** What the database keeps of a mailed token: a copy of it opens nothing. */
export function hashToken(token: string) {
  return createHash("sha256").update(token).digest("hex");
}
