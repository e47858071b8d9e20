import type { Client } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { findUserByEmail } from "../users/queries.ts";
import { authErrors } from "./errors.ts";
import { findWaitingPasswordHash } from "./queries.ts";

type SignIn = { email: string; password: string; browserHash: string | null; client: Client };

/**
 * Opens a session for an e-mail address and its password. Every way through it hashes exactly once, so the
 * time of the answer does not tell whether the address has an account. That a sign-up waits for its link is told only
 * to the browser that made it: nobody can try passwords of sign-ups that are not theirs.
 */
export async function signIn({ db, auth }: ApiDeps, { email, password, browserHash, client }: SignIn) {
  const waiting = browserHash && (await findWaitingPasswordHash(db, { email, browserHash }));
  if (waiting) {
    if (await auth.verifyPassword(password, waiting, client)) throw authErrors.email_not_verified();
    throw authErrors.wrong_credentials();
  }
  const opened = await auth.signIn({ email, password, client });
  if (typeof opened === "string") throw authErrors[opened]();
  const user = await findUserByEmail(db, email);
  if (!user) throw authErrors.wrong_credentials();
  return { user, token: opened.token };
}
