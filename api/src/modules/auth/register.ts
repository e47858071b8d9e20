import { randomBytes, randomInt } from "node:crypto";
import type { Client } from "../../caller.ts";
import { hashSecret } from "../../db/hash-secret.ts";
import type { ApiDeps } from "../../deps.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { findUserByEmail } from "../users/queries.ts";
import { alreadyRegisteredMail, verifyEmailMail } from "./mails.ts";
import { nameBrowser } from "./name-browser.ts";
import { registrations } from "./tables.ts";

const registrationHours = 24;

type Register = { email: string; password: string; name: string; browserHash: string; client: Client };

/**
 * Mails a link that proves the address; the account exists once it is opened. An address that has an account
 * gets another mail and the same answer, so nobody learns here who is a customer. Returns the sign-up's tag: four digits
 * that stand in its mail too, since strangers can sign the same address up and the mails look alike.
 */
export async function register(deps: ApiDeps, { email, password, name, browserHash, client }: Register) {
  const { db, auth, env } = deps;
  // Hashed before we look: an address we know takes as long as a new one.
  const passwordHash = await auth.hashPassword(password, client);
  const token = randomBytes(32).toString("base64url");
  const tag = String(randomInt(10_000)).padStart(4, "0");
  const signUp = { tag, at: new Date(), browser: nameBrowser(client.userAgent) };
  await db.transaction(async (tx) => {
    const known = await findUserByEmail(tx, email);
    if (known) {
      const mail = alreadyRegisteredMail({ name: known.name, webUrl: env.WEB_URL, signUp });
      await queueMail(deps, tx, email, mail);
      return;
    }
    const expiresAt = new Date(Date.now() + registrationHours * 3_600_000);
    await tx
      .insert(registrations)
      .values({ email, name, passwordHash, browserHash, tokenHash: hashSecret(token), expiresAt });
    const link = `${env.WEB_URL}/verify-email?token=${token}`;
    await queueMail(deps, tx, email, verifyEmailMail({ name, link, signUp }));
  });
  return { tag };
}
