import { fluxGarmentAbi } from "@flux/contracts";
import { eq } from "drizzle-orm";
import type { Address, Hash, Hex } from "viem";
import type { Chain } from "../adapters/chain/chain.ts";
import type { Db } from "../db/client.ts";
import { sends } from "./tables.ts";

/** A token's mint as the chain has it: for whom and for which order line. */
export type ChainMint = { orderRef: Hex; to: Address; hash: Hash; block: bigint };

/** The mint of a token that exists. A token id is indexed in its event, so the whole chain is asked for one. */
export async function findMint(chain: Chain, tokenId: bigint): Promise<ChainMint | null> {
  const [minted] = await chain.client.getContractEvents({
    address: chain.contracts.FluxGarment,
    abi: fluxGarmentAbi,
    eventName: "GarmentMinted",
    args: { tokenId },
    fromBlock: BigInt(chain.contracts.startBlock),
    strict: true,
  });
  if (!minted) return null;
  const { orderRef, to } = minted.args;
  return { orderRef, to, hash: minted.transactionHash, block: minted.blockNumber };
}

/** Which transaction of ours has this hash; undefined when none has. */
export async function transactionOfHash(db: Db, hash: Hash): Promise<string | undefined> {
  const [send] = await db.select({ id: sends.transactionId }).from(sends).where(eq(sends.hash, hash));
  return send?.id;
}
