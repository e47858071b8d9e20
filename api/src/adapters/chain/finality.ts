import type { PublicClient } from "viem";

const confirmations = 64n;
/** anvil has no milestones and mines on demand. Its keeper has each block on disk within a second: what is older than that stays. */
const localSettleSec = 3n;

/**
 * Whether no reorganisation takes this block back. On Polygon: it is below the last milestone, or 64 blocks
 * deep where the node knows no milestone ("No finalized block" is an answer there, not a fault).
 */
export async function isFinal(client: PublicClient, chainId: number, blockNumber: bigint): Promise<boolean> {
  if (chainId === 31337) {
    const { timestamp } = await client.getBlock({ blockNumber });
    return timestamp + localSettleSec <= BigInt(Math.floor(Date.now() / 1000));
  }
  const [head, finalized] = await Promise.all([
    client.getBlockNumber(),
    client.getBlock({ blockTag: "finalized" }).catch(() => null),
  ]);
  return blockNumber + confirmations <= head || (finalized !== null && blockNumber <= finalized.number);
}
