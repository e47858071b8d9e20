import { randomInt } from "node:crypto";
import type { Client } from "../../caller.ts";
import type { Tx } from "../../db/client.ts";
import { hashSecret, newSecret } from "../../db/hash-secret.ts";
import type { ApiDeps } from "../../deps.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { findUserByEmail } from "../users/queries.ts";
import { mailedLink } from "./mailed-link.ts";
import { alreadyRegisteredMail } from "./mails/already-registered.ts";
import { verifyEmailMail } from "./mails/verify-email.ts";
import { nameBrowser } from "./name-browser.ts";

const linkMinutes = 60;

/** What a sign-up's link carries, what its row keeps of it, and the tag that tells its mail from another's. */
export function newSignUpToken() {
  const token = newSecret();
  const expiresAt = new Date(Date.now() + linkMinutes * 60_000);
  return { token, tag: String(randomInt(10_000)).padStart(4, "0"), tokenHash: hashSecret(token), expiresAt };
}

type SignUp = {
  email: string;
  name: string;
  next?: string | null | undefined;
  token: string;
  tag: string;
  client: Client;
};

/** Mails the link of a sign-up; to an address that has an account, that it has one. */
export async function mailSignUp(deps: ApiDeps, tx: Tx, { email, name, next, token, tag, client }: SignUp) {
  const { env } = deps;
  const signUp = { tag, at: new Date(), browser: nameBrowser(client.userAgent) };
  const known = await findUserByEmail(tx, email);
  const mail = known
    ? alreadyRegisteredMail({ name: known.name, webUrl: env.WEB_URL, signUp })
    : verifyEmailMail({ name, link: mailedLink(env, "/verify-email", { token, next }), signUp });
  await queueMail(deps, tx, email, mail);
}
