import type { SessionUser } from "../../caller.ts";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { addUser } from "../users/add-user.ts";
import { addCustodyWallet } from "../wallets/add-custody-wallet.ts";
import { passwords } from "./tables.ts";

type OpenAccount = { email: string; name: string; passwordHash: string; role?: SessionUser["role"] };

/** An account for a proven e-mail address: its password, and an address of its own in custody. */
export async function openAccount(
  deps: Pick<Deps, "custody">,
  tx: Tx,
  { email, name, passwordHash, role = "customer" }: OpenAccount,
): Promise<SessionUser> {
  const user = await addUser(tx, { email, name, role, emailVerified: true });
  await tx.insert(passwords).values({ userId: user.id, hash: passwordHash });
  await addCustodyWallet(deps, tx, { userId: user.id });
  return user;
}
