import type { Address, Hex } from "viem";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Session } from "../../caller.ts";
import { lockName } from "../../db/lock.ts";
import type { ApiDeps } from "../../deps.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { addOwnWallet } from "../wallets/add-own-wallet.ts";
import { findWalletOwner } from "../wallets/queries.ts";
import { authErrors } from "./errors.ts";
import { walletLinkedMail } from "./mails/wallet-linked.ts";
import { proveWallet } from "./prove-wallet.ts";

type LinkWallet = { session: Session; message: string; signature: Hex };

/**
 * Makes a wallet that signed for it another way into this account. One that has an account is never taken from it, nor
 * the two made one: `wallet_taken`. Linked already: nothing is done.
 */
export async function linkWallet(
  deps: ApiDeps,
  { session, message, signature }: LinkWallet,
): Promise<Address> {
  const { user } = session;
  const address = await proveWallet(deps, { message, signature });
  await deps.db.transaction(async (tx) => {
    await lockName(tx, `flux.wallet:${address.toLowerCase()}`);
    const ownerId = await findWalletOwner(tx, address);
    if (ownerId === user.id) return;
    if (ownerId) throw authErrors.wallet_taken();
    await addOwnWallet(tx, { userId: user.id, address });
    await writeAudit(tx, deps, {
      actor: user.id,
      act: "wallet_linked",
      subject: user.id,
      details: { address },
    });
    if (user.email)
      await queueMail(deps, tx, user.email, walletLinkedMail({ ...user, address, webUrl: deps.env.WEB_URL }));
  });
  return address;
}
