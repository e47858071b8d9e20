import { isAPIError } from "better-auth/api";
import type { Deps } from "../../deps.ts";
import type { Client } from "../../http/client.ts";
import { authErrors } from "./errors.ts";
import { findUserByEmail, findWaitingPasswordHash } from "./queries.ts";

type SignIn = { email: string; password: string; client: Client };

/**
 * Opens a session for an e-mail address and its password. Every way through it hashes exactly once, so the
 * time of the answer does not tell whether the address has an account.
 */
export async function signIn({ db, auth }: Deps, { email, password, client }: SignIn) {
  const waiting = await findWaitingPasswordHash(db, email);
  if (waiting) {
    if (await auth.verifyPassword(password, waiting)) throw authErrors.email_not_verified();
    throw authErrors.wrong_credentials();
  }
  const { token } = await auth.engine.api
    .signInEmail({
      body: { email, password },
      headers: { "user-agent": client.userAgent, "x-forwarded-for": client.ip },
    })
    .catch((error) => {
      if (isAPIError(error) && error.statusCode === 401) throw authErrors.wrong_credentials({}, error);
      if (isAPIError(error) && error.statusCode === 403) throw authErrors.email_not_verified({}, error);
      throw error;
    });
  const user = await findUserByEmail(db, email);
  if (!user) throw authErrors.wrong_credentials();
  return { user, token: auth.signToken(token) };
}
