import { fluxGarmentAbi } from "@flux/contracts";
import type { Address, Hash } from "viem";
import type { Chain } from "../adapters/chain/chain.ts";

type Move = { tokenId: bigint; from: Address; to: Address };

/** The newest transaction that took a token from one to the other; null when the chain has none. */
export async function findMove(
  { client, contracts }: Chain,
  { tokenId, from, to }: Move,
): Promise<{ hash: Hash; block: bigint } | null> {
  const moves = await client.getContractEvents({
    address: contracts.FluxGarment,
    abi: fluxGarmentAbi,
    eventName: "Transfer",
    args: { tokenId, from, to },
    fromBlock: BigInt(contracts.startBlock),
    strict: true,
  });
  const newest = moves.at(-1);
  return newest ? { hash: newest.transactionHash, block: newest.blockNumber } : null;
}
