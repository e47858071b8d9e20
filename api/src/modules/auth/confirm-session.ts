import { eq } from "drizzle-orm";
import type { Hex } from "viem";
import type { Client, Session } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { freshMs } from "../../http/require-fresh.ts";
import { take } from "../../limits/rate-limits.ts";
import { findWalletOwner } from "../wallets/queries.ts";
import { authErrors } from "./errors.ts";
import { useCode } from "./one-time-code.ts";
import { proveWallet } from "./prove-wallet.ts";
import { passwordHashOf } from "./queries.ts";
import { sessions } from "./tables.ts";

/** The password, a mailed code, or a message that one of the person's wallets signed. */
type Proof = { password: string } | { code: string } | { message: string; signature: Hex };
type Confirm = { session: Session; proof: Proof; client: Client };

/**
 * Takes note that who uses a session showed that it is them. Returns until when that counts. Throws `wrong_password`,
 * `code_invalid`, `wallet_not_yours` and what a wallet's message is refused for.
 */
export async function confirmSession(deps: ApiDeps, { session, proof, client }: Confirm): Promise<Date> {
  if ("password" in proof) await requirePassword(deps, session, proof.password, client);
  else if ("code" in proof)
    await useCode(deps, deps.db, { of: "confirm", sessionId: session.id, code: proof.code });
  else {
    const address = await proveWallet(deps, proof);
    if ((await findWalletOwner(deps.db, address)) !== session.user.id) throw authErrors.wallet_not_yours();
  }
  const confirmedAt = new Date();
  await deps.db.update(sessions).set({ confirmedAt }).where(eq(sessions.id, session.id));
  return new Date(confirmedAt.getTime() + freshMs);
}

async function requirePassword(
  { db, auth, limits }: ApiDeps,
  { user }: Session,
  password: string,
  client: Client,
) {
  await take(limits.presentPassword, user.id);
  const kept = await passwordHashOf(db, user.id);
  if (!(await auth.verifyPassword(password, kept, client))) throw authErrors.wrong_password();
}
