import { fluxGarmentAbi } from "@flux/contracts";
import type { Address, PublicClient } from "viem";
import type { Chain } from "./chain.ts";
import { revertOf } from "./revert-of.ts";

/** `owner` is null for a token that does not exist. `moves` is the nonce of signatures about it. */
export type Ownership = { owner: Address | null; moves: bigint; block: bigint };

/**
 * Who holds a token, from the chain itself at its newest block: what gates and transfers go by. Owner and moves are of
 * one moment. Throws the `gateErrors`: without a sure answer nobody is let in.
 */
export async function readOwnership({ chain }: { chain: Chain }, tokenId: bigint): Promise<Ownership> {
  const { answer, block } = await chain.ask((client, blockNumber) =>
    ownershipAt({ chain, client, blockNumber }, tokenId),
  );
  return { ...answer, block };
}

/** As `readOwnership`, of many tokens at one moment, in their order. */
export async function readOwnerships({ chain }: { chain: Chain }, tokenIds: bigint[]) {
  const { answer } = await chain.ask((client, blockNumber) =>
    Promise.all(
      tokenIds.map(async (tokenId) => ({
        tokenId,
        ...(await ownershipAt({ chain, client, blockNumber }, tokenId)),
      })),
    ),
  );
  return answer;
}

type At = { chain: Chain; client: PublicClient; blockNumber: bigint };

async function ownershipAt(
  { chain, client, blockNumber }: At,
  tokenId: bigint,
): Promise<Omit<Ownership, "block">> {
  try {
    const { holder, moves } = await client.readContract({
      address: chain.contracts.FluxGarment,
      abi: fluxGarmentAbi,
      functionName: "getProductMetadata",
      args: [tokenId],
      blockNumber,
    });
    return { owner: holder, moves };
  } catch (error) {
    if (revertOf(error)?.data?.errorName !== "ERC721NonexistentToken") throw error;
    return { owner: null, moves: 0n };
  }
}
