import { fluxGarmentAbi } from "@flux/contracts";
import type { Address } from "viem";
import type { Chain } from "./chain.ts";
import { readFromChain } from "./read-from-chain.ts";
import { revertOf } from "./revert-of.ts";

/** `owner` is null for a token that does not exist. `moves` is the nonce of signatures about it. */
export type Ownership = { owner: Address | null; moves: bigint; block: bigint };

/**
 * Who holds a token, from the chain itself at its newest block: what gates and transfers go by. Owner and moves are of
 * one moment. Throws `chain_unreachable`: without an answer nobody is let in.
 */
export async function readOwnership({ chain }: { chain: Chain }, tokenId: bigint): Promise<Ownership> {
  return readFromChain(async () => {
    const { number: block } = await chain.client.getBlock();
    try {
      const { holder, moves } = await chain.client.readContract({
        address: chain.contracts.FluxGarment,
        abi: fluxGarmentAbi,
        functionName: "getProductMetadata",
        args: [tokenId],
        blockNumber: block,
      });
      return { owner: holder, moves, block };
    } catch (error) {
      if (revertOf(error)?.data?.errorName !== "ERC721NonexistentToken") throw error;
      return { owner: null, moves: 0n, block };
    }
  });
}
