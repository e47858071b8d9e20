import { fluxGarmentAbi } from "@flux/contracts";
import type { Address, Hash } from "viem";
import type { Chain } from "../adapters/chain/chain.ts";
import { blocksOfSecond, wholeChain } from "./first-block.ts";
import { searchBack } from "./search-back.ts";

type Move = { tokenId: bigint; from: Address; to: Address };

/**
 * The transaction that took a token from one to the other, where that was its last move; null when the node that is asked
 * does not know of it yet. When a token last moved, the contract says.
 */
export async function findMove(
  chain: Chain,
  { tokenId, from, to }: Move,
): Promise<{ hash: Hash; block: bigint } | null> {
  const { client, contracts } = chain;
  const garment = { address: contracts.FluxGarment, abi: fluxGarmentAbi } as const;
  const [, movedAtSec] = await client.readContract({
    ...garment,
    functionName: "holdingOf",
    args: [tokenId],
  });
  const second = await blocksOfSecond(client, await wholeChain(chain), movedAtSec);
  if (second === null) return null;
  const moves = await searchBack(second, (fromBlock, toBlock) =>
    client.getContractEvents({
      ...{ ...garment, eventName: "Transfer", args: { tokenId, from, to } },
      ...{ fromBlock, toBlock, strict: true },
    }),
  );
  const newest = moves.at(-1);
  return newest ? { hash: newest.transactionHash, block: newest.blockNumber } : null;
}
