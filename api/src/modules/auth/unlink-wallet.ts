import { type Address, isAddressEqual } from "viem";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Session } from "../../caller.ts";
import { lockName } from "../../db/lock.ts";
import type { ApiDeps } from "../../deps.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { addCustodyWallet } from "../wallets/add-custody-wallet.ts";
import { walletsOf } from "../wallets/queries.ts";
import { removeOwnWallet } from "../wallets/remove-own-wallet.ts";
import { authErrors } from "./errors.ts";
import { walletUnlinkedMail } from "./mails/wallet-unlinked.ts";

type UnlinkWallet = { session: Session; address: Address };

/**
 * Takes a wallet off an account; what it holds stays in it. Somebody left without an address gets one in custody.
 * Throws `wallet_not_yours`, also for the address in custody, and `last_way_in` for who has neither e-mail nor another wallet.
 */
export async function unlinkWallet(deps: ApiDeps, { session, address }: UnlinkWallet): Promise<void> {
  const { user } = session;
  await deps.db.transaction(async (tx) => {
    // Of two that take one wallet off each, the second sees what the first left.
    await lockName(tx, `flux.ways-in:${user.id}`);
    const wallets = await walletsOf(tx, user.id);
    const own = wallets.filter(({ kind }) => kind === "own");
    if (!own.some((wallet) => isAddressEqual(wallet.address, address))) throw authErrors.wallet_not_yours();
    if (!user.email && own.length === 1) throw authErrors.last_way_in();
    await removeOwnWallet(tx, { userId: user.id, address });
    if (wallets.length === 1) await addCustodyWallet(deps, tx, { userId: user.id });
    await writeAudit(tx, deps, {
      actor: user.id,
      act: "wallet_unlinked",
      subject: user.id,
      details: { address },
    });
    if (user.email)
      await queueMail(
        deps,
        tx,
        user.email,
        walletUnlinkedMail({ ...user, address, webUrl: deps.env.WEB_URL }),
      );
  });
}
