import type { Address, Hex } from "viem";
import type { Client, SessionUser } from "../../caller.ts";
import { lockName } from "../../db/lock.ts";
import type { ApiDeps } from "../../deps.ts";
import { addUser } from "../users/add-user.ts";
import { findUser } from "../users/queries.ts";
import { addOwnWallet } from "../wallets/add-own-wallet.ts";
import { findWalletOwner } from "../wallets/queries.ts";
import { authErrors } from "./errors.ts";
import { consumeSiweNonce } from "./issue-siwe-nonce.ts";
import { checkSiweMessage, parseSiweMessage } from "./siwe-message.ts";
import { isSignedBy } from "./verify-wallet-signature.ts";

type SignInWithWallet = { message: string; signature: Hex; client: Client };

/** Signs in who signed the EIP-4361 message: the account of that wallet, or a new one without an e-mail address. */
export async function signInWithWallet(deps: ApiDeps, { message, signature, client }: SignInWithWallet) {
  const { auth, env } = deps;
  const parsed = parseSiweMessage(message);
  // Used up before anything is checked: a nonce gives one try, whatever comes of it.
  await consumeSiweNonce(deps, parsed.nonce);
  const address = checkSiweMessage(parsed, { webUrl: env.WEB_URL, chainId: env.CHAIN_ID });
  if (!(await isSignedBy(deps, { address, message, signature }))) throw authErrors.siwe_signature_invalid();
  const user = await accountOfWallet(deps, address);
  return { user, token: await auth.openSession(user.id, client) };
}

async function accountOfWallet({ db }: ApiDeps, address: Address): Promise<SessionUser> {
  return db.transaction(async (tx) => {
    await lockName(tx, `flux.wallet:${address.toLowerCase()}`);
    const ownerId = await findWalletOwner(tx, address);
    const owner = ownerId && (await findUser(tx, ownerId));
    if (owner) return owner;
    const name = `${address.slice(0, 6)}…${address.slice(-4)}`;
    const user = await addUser(tx, { name });
    await addOwnWallet(tx, { userId: user.id, address });
    return user;
  });
}
