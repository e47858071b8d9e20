import type { Client } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { findUserByEmail } from "../users/queries.ts";
import { admit } from "./admit.ts";
import { authErrors } from "./errors.ts";
import { passwordHashOf, waitingSignUp } from "./queries.ts";

type SignIn = {
  email: string;
  password: string;
  remember?: boolean | undefined;
  browserHash: string | null;
  /** This browser signed in to the account before. */
  isKnownDevice: boolean;
  client: Client;
};

/**
 * Opens a session for an e-mail address and its password. Every way through it hashes exactly once, so the
 * time of the answer does not tell whether the address has an account. That a sign-up waits for its link is told only
 * to the browser that made it: nobody can try passwords of sign-ups that are not theirs.
 */
export async function signIn(deps: ApiDeps, login: SignIn) {
  const { db, auth } = deps;
  const { email, password, browserHash, client } = login;
  const user = await findUserByEmail(db, email);
  const waiting = !user && browserHash && (await waitingSignUp(db, { email, browserHash }));
  if (waiting) {
    const isRight = await auth.verifyPassword(password, waiting.passwordHash, client);
    throw isRight ? authErrors.email_not_verified() : authErrors.wrong_credentials();
  }
  const kept = user && (await passwordHashOf(db, user.id));
  if (!(await auth.verifyPassword(password, kept, client)) || !user) throw authErrors.wrong_credentials();
  const { remember, isKnownDevice } = login;
  return { user, ...(await admit(deps, { user, by: "password", remember, isKnownDevice, client })) };
}
