import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import type { SessionUser } from "../../http/session.ts";
import { addCustodyWallet } from "../users/add-custody-wallet.ts";
import { userColumns } from "./queries.ts";
import { accounts, users } from "./tables.ts";

type OpenAccount = { email: string; name: string; passwordHash: string; role?: SessionUser["role"] };

/** An account for a proven e-mail address: its password, and an address of its own in custody. */
export async function openAccount(
  deps: Pick<Deps, "custody">,
  tx: Tx,
  { email, name, passwordHash, role = "customer" }: OpenAccount,
): Promise<SessionUser> {
  const [user] = await tx
    .insert(users)
    .values({ email, name, role, emailVerified: true })
    .returning(userColumns);
  if (!user) throw new Error("the insert of a user returned no row");
  // better-auth signs in by the account of the provider `credential`, whose accountId is the user's id.
  await tx
    .insert(accounts)
    .values({ userId: user.id, accountId: user.id, providerId: "credential", password: passwordHash });
  await addCustodyWallet(deps, tx, { userId: user.id });
  return user;
}
