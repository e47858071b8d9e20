import { mintsOfOrder } from "../../src/minter/queries.ts";
import { type ChainedShop, eventually } from "./open-chained-shop.ts";

export type PaidMint = Awaited<ReturnType<ChainedShop["payFor"]>>;

/** What is asked about: a mint as it was paid for, or as its row has it. */
type Watched = { orderItemId: string; tokenId: bigint };

/** Each time that the chain says this garment was minted. */
export const mintEvents = ({ flux }: ChainedShop, { tokenId }: Watched) =>
  flux.chain.getContractEvents({
    ...flux.onGarment,
    eventName: "GarmentMinted",
    args: { tokenId },
    fromBlock: 0n,
  });

/** What the shop, once it is open, says of a mint. */
export function watchMints(shop: () => ChainedShop) {
  async function stateOf({ orderItemId, tokenId }: Watched) {
    const [row] = await mintsOfOrder(shop().deps.db, [orderItemId]);
    if (!row) throw new Error(`there is no mint of ${tokenId}`);
    return row;
  }
  return {
    stateOf,
    mintEvents: (mint: Watched) => mintEvents(shop(), mint),
    /** Its row, once it says that it is minted. */
    mined: (mint: Watched) =>
      eventually(
        `mint of ${mint.tokenId}`,
        async () => {
          const row = await stateOf(mint);
          return (row.state === "mined" || row.state === "final") && row;
        },
        () => stateOf(mint),
      ),
  };
}
