import type { Client, Hex } from "viem";
import { getBlock, getBlockNumber } from "viem/actions";

/**
 * The hash of the chain's block 0, which tells one chain from another of the same id.
 * Read from block 1: anvil makes a new block 0 whenever it is started, and keeps all the others.
 */
export async function readGenesisHash(client: Client): Promise<Hex> {
  const head = await getBlockNumber(client, { cacheTime: 0 });
  if (head === 0n) return (await getBlock(client, { blockNumber: 0n })).hash;
  return (await getBlock(client, { blockNumber: 1n })).parentHash;
}
