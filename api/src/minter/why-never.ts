import { batchAndSerialOf, fluxGarmentAbi } from "@flux/contracts";
import { zeroAddress } from "viem";
import type { Chain } from "../adapters/chain/chain.ts";
import { revertOf } from "../adapters/chain/revert-of.ts";
import type { mints } from "./tables.ts";

/** Why the contract can never mint a garment: its whole batch is closed, or its number or its tag is taken. */
export type NeverCause = "batch_closed" | "garment_taken";
type Wanted = Pick<typeof mints.$inferSelect, "tokenId" | "tagHash">;

/**
 * Asks the contract's own state at a block, not a refusal's words, whether a garment can still be minted. A vault, a count
 * of mints, a fallen cap and a bound tag are for ever. Null: nothing there speaks against it. `cap`: the batch's at that block.
 */
export async function whyNever(
  { client, contracts }: Pick<Chain, "client" | "contracts">,
  { tokenId, tagHash }: Wanted,
  blockNumber: bigint,
): Promise<{ cause: NeverCause; cap: number } | null> {
  const garment = { address: contracts.FluxGarment, abi: fluxGarmentAbi, blockNumber } as const;
  const { batchId, serial } = batchAndSerialOf(tokenId);
  try {
    const [batch, [holder], [tagged]] = await Promise.all([
      client.readContract({ ...garment, functionName: "batchOf", args: [BigInt(batchId)] }),
      client.readContract({ ...garment, functionName: "holdingOf", args: [tokenId] }),
      client.readContract({ ...garment, functionName: "tagOf", args: [tagHash] }),
    ]);
    const { cap, minted, vaulted } = batch;
    if (vaulted || minted >= cap) return { cause: "batch_closed", cap };
    if (holder !== zeroAddress || tagged !== 0n || serial > cap) return { cause: "garment_taken", cap };
    return null;
  } catch (error) {
    // A batch that is not open yet is opened by the curator.
    if (revertOf(error)?.data?.errorName === "FluxGarmentBatchUnknown") return null;
    throw error;
  }
}
