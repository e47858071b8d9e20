import type { Client } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { mailSignUp, newSignUpToken } from "./mail-sign-up.ts";
import { refuseCommonPassword } from "./refuse-common-password.ts";
import { registrations } from "./tables.ts";

type Register = {
  email: string;
  password: string;
  name: string;
  /** Where to go on afterwards: a path of ours. */
  next?: string | undefined;
  browserHash: string;
  client: Client;
};

/**
 * Mails a link that proves the address; the account exists once it is opened. An address that has an account
 * gets another mail and the same answer, so nobody learns here who is a customer. Returns the sign-up's tag: four digits
 * that stand in its mail too, since strangers can sign the same address up and the mails look alike.
 */
export async function register(deps: ApiDeps, { password, client, ...signUp }: Register) {
  await refuseCommonPassword(password);
  // Hashed before we look: an address we know takes as long as a new one.
  const passwordHash = await deps.auth.hashPassword(password, client);
  const { token, tag, ...kept } = newSignUpToken();
  await deps.db.transaction(async (tx) => {
    // Of an address that has an account too, whose token is mailed to nobody: the page that waits sees no difference.
    await tx.insert(registrations).values({ ...signUp, passwordHash, ...kept });
    await mailSignUp(deps, tx, { ...signUp, token, tag, client });
  });
  return { tag };
}
