import { type Address, getAddress, isAddressEqual } from "viem";
import { readOwnerships } from "../../adapters/chain/read-ownership.ts";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { inOneMoment } from "../../http/as-of.ts";
import { tokensOf } from "../../minter/queries.ts";
import { lockPerson } from "../users/lock-person.ts";
import { findCustodyWallet, walletsOf } from "../wallets/queries.ts";
import { askDeparture } from "./ask-departure.ts";
import { departureErrors } from "./errors.ts";
import { departuresById } from "./queries.ts";
import { refuseDestination } from "./refuse-destination.ts";

type Withdraw = {
  userId: string;
  /** A wallet that signed for it (EIP-4361) and is linked to the account. */
  address: Address;
  /** Null for all that custody holds. */
  tokenIds: bigint[] | null;
};

/** So many go in one request; who has more asks again. */
export const mostAtOnce = 500;

/**
 * Takes garments out of custody to a wallet of their person's own, at FLUX's cost. They wait for nothing, and no limit
 * counts them: the wallet is proved, and leaving is a right. One that is on its way already stays on it, and is in
 * the answer as it stands. Throws `wallet_not_proved`, `nothing_to_withdraw`, the `destinationErrors` and the `gateErrors`.
 */
export async function withdrawGarments(deps: Deps, { userId, address, tokenIds }: Withdraw) {
  const { db } = deps;
  await requireProved(db, { userId, address });
  const custody = await findCustodyWallet(db, userId);
  if (!custody) throw departureErrors.nothing_to_withdraw();
  const from = getAddress(custody.address);
  const garments = await heldBy(deps, from, tokenIds);
  const [first] = garments;
  if (!first) throw departureErrors.nothing_to_withdraw();
  await refuseDestination(deps, { from, to: address, tokenId: first.tokenId });
  return db.transaction(async (tx) => {
    await lockPerson(tx, userId);
    // It may have been unlinked meanwhile.
    await requireProved(tx, { userId, address });
    const asked = [];
    for (const { tokenId, moves } of garments) {
      const garment = { tokenId, moves, from, custodyIndex: custody.derivationIndex };
      asked.push(
        await askDeparture(deps, tx, { userId, garment, to: address, via: "withdrawal", leavesAt: null }),
      );
    }
    const isNew = asked.filter((departure) => departure.isNew).length;
    if (isNew > 0) {
      await writeAudit(tx, deps, {
        ...{ actor: userId, act: "withdrawal_asked", subject: userId },
        details: { address, garments: isNew, underWayBefore: asked.length - isNew },
      });
    }
    return departuresById(
      tx,
      asked.map(({ id }) => id),
    );
  });
}

/** Which of these custody holds by the chain's own word, or of all that the views know; with their moves. */
async function heldBy(deps: Deps, from: Address, tokenIds: bigint[] | null) {
  const ids = tokenIds ?? (await knownToBeHeldBy(deps, from));
  const ownerships = await readOwnerships(deps, [...new Set(ids)]);
  const held = ownerships.filter(({ owner }) => owner && isAddressEqual(owner, from));
  if (tokenIds && held.length < ownerships.length) {
    const other = ownerships.find(({ owner }) => !owner || !isAddressEqual(owner, from));
    throw departureErrors.not_held({ tokenId: other?.tokenId });
  }
  return held;
}

async function knownToBeHeldBy(deps: Deps, from: Address): Promise<bigint[]> {
  const { ids } = await inOneMoment(deps, async (tx) => ({
    ids: await tokensOf(tx, { addresses: [from], after: 0n, limit: mostAtOnce }),
  }));
  return ids;
}

async function requireProved(db: Deps["db"] | Tx, { userId, address }: { userId: string; address: Address }) {
  const wallets = await walletsOf(db, userId);
  const proved = wallets.some((wallet) => wallet.kind === "own" && isAddressEqual(wallet.address, address));
  if (!proved) throw departureErrors.wallet_not_proved({ address });
}
