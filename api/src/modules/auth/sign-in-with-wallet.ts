import type { Address, Hex } from "viem";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Client, SessionUser } from "../../caller.ts";
import { lockName } from "../../db/lock.ts";
import type { ApiDeps } from "../../deps.ts";
import { addUser } from "../users/add-user.ts";
import { findUser } from "../users/queries.ts";
import { addOwnWallet } from "../wallets/add-own-wallet.ts";
import { findWalletOwner } from "../wallets/queries.ts";
import { admit } from "./admit.ts";
import { proveWallet } from "./prove-wallet.ts";

type SignInWithWallet = {
  message: string;
  signature: Hex;
  remember?: boolean | undefined;
  /** Whether this browser signed in to the account of an address before. */
  knows(email: string): boolean;
  client: Client;
};

/** Signs in who signed the EIP-4361 message: the account of that wallet, or a new one without an e-mail address. */
export async function signInWithWallet(deps: ApiDeps, proof: SignInWithWallet) {
  const { message, signature, remember, knows, client } = proof;
  const address = await proveWallet(deps, { message, signature });
  const user = await accountOfWallet(deps, address);
  const isKnownDevice = user.email !== null && knows(user.email);
  return { user, ...(await admit(deps, { user, by: "wallet", remember, isKnownDevice, client })) };
}

async function accountOfWallet(deps: ApiDeps, address: Address): Promise<SessionUser> {
  return deps.db.transaction(async (tx) => {
    await lockName(tx, `flux.wallet:${address.toLowerCase()}`);
    const ownerId = await findWalletOwner(tx, address);
    const owner = ownerId && (await findUser(tx, ownerId));
    if (owner) return owner;
    const name = `${address.slice(0, 6)}…${address.slice(-4)}`;
    const user = await addUser(tx, { name });
    await addOwnWallet(tx, { userId: user.id, address });
    await writeAudit(tx, deps, {
      actor: user.id,
      act: "account_opened",
      subject: user.id,
      details: { by: "wallet" },
    });
    return user;
  });
}
