import type { Hex } from "viem";

/** Whatever can be asked for blocks, such as viem's public client of any version. */
type BlockReader = {
  getBlockNumber(args: { cacheTime: number }): Promise<bigint>;
  getBlock(args: { blockNumber: bigint }): Promise<{ hash: Hex; parentHash: Hex }>;
};

/**
 * The hash of the chain's block 0, which tells one chain from another of the same id.
 * Read from block 1: anvil makes a new block 0 whenever it is started, and keeps all the others.
 */
export async function readGenesisHash(chain: BlockReader): Promise<Hex> {
  const head = await chain.getBlockNumber({ cacheTime: 0 });
  if (head === 0n) return (await chain.getBlock({ blockNumber: 0n })).hash;
  return (await chain.getBlock({ blockNumber: 1n })).parentHash;
}
