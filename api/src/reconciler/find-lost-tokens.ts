import { tokenIdOf } from "@flux/contracts";
import type { Address, Hex } from "viem";
import { readExceptions } from "../auditor/exceptions.ts";
import type { ChainFacts } from "../auditor/fold-events.ts";
import type { Db } from "../db/client.ts";
import { orderRefsOfTokens } from "../minter/queries.ts";
import { itemsWithoutMint } from "../modules/orders/queries.ts";
import { listBatches, listTaken } from "../modules/stock/queries.ts";

/** A token that no mint of these books explains. */
export type LostToken = {
  tokenId: bigint;
  orderRef: Hex;
  mintedTo: Address;
  /** The order line it was minted for, where that is still here. */
  orderItemId: string | undefined;
};

/**
 * What the chain has and the books do not: tokens whose order they don't know, or know otherwise, and batches. Without what
 * was settled before, and without what the brand says needs no order.
 */
export async function findLost(db: Db, { tokens, batches }: ChainFacts) {
  const [booked, items, known, taken, excepted] = await Promise.all([
    orderRefsOfTokens(db),
    itemsWithoutMint(db),
    listBatches(db),
    listTaken(db),
    readExceptions(db),
  ]);
  const settled = new Map(
    taken.map(({ batchId, serial, takenFor }) => [tokenIdOf(batchId, serial), takenFor]),
  );
  const lost = [...tokens.values()].filter(
    ({ tokenId, orderRef }) =>
      booked.get(tokenId) !== orderRef && settled.get(tokenId) !== orderRef && !excepted.has(tokenId),
  );
  return {
    tokens: lost.map(
      ({ tokenId, orderRef, mintedTo }): LostToken => ({
        ...{ tokenId, orderRef, mintedTo },
        orderItemId: items.get(orderRef)?.orderItemId,
      }),
    ),
    batches: [...batches.keys()].filter((batchId) => !known.some(({ id }) => id === batchId)),
  };
}
