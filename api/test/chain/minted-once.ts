import { expect } from "vitest";
import { mintsOfOrder } from "../../src/minter/queries.ts";
import { type ChainedShop, eventually } from "./open-chained-shop.ts";
import { mintEvents, type PaidMint } from "./watch-mints.ts";

/**
 * Waits until the shop says of each of these that it is minted; the chain must say so too: one token, made once, held
 * by who paid. Returns the rows. `withinMs` ends the waiting, it is no promise.
 */
export async function mintedOnce(shop: ChainedShop, paid: PaidMint[], { withinMs = 60_000 } = {}) {
  const { deps, flux } = shop;
  const read = () =>
    mintsOfOrder(
      deps.db,
      paid.map(({ orderItemId }) => orderItemId),
    );
  const rows = await eventually(
    `${paid.length} mints`,
    async () => {
      const rows = await read();
      return rows.length === paid.length && rows.every(({ state }) => /^(mined|final)$/.test(state)) && rows;
    },
    read,
    withinMs,
  );
  for (const mint of paid) {
    const { tokenId, to } = mint;
    const events = await mintEvents(shop, mint);
    const owner = await flux.chain.readContract({
      ...flux.onGarment,
      functionName: "ownerOf",
      args: [tokenId],
    });
    expect([events.length, owner]).toEqual([1, to]);
  }
  return rows;
}
