import type { PublicClient } from "viem";
import type { Chain } from "../adapters/chain/chain.ts";
import type { Span } from "../read-in-ranges.ts";

/** All blocks that can hold an event of FLUX. */
export async function wholeChain({ client, contracts }: Pick<Chain, "client" | "contracts">): Promise<Span> {
  return { from: BigInt(contracts.startBlock), to: await client.getBlockNumber() };
}

/**
 * The first block for which something holds that holds for every later one too, by halving: some twenty-five questions for
 * years of blocks. Null when it holds for none of the span.
 */
export async function firstBlock(
  { from, to }: Span,
  holds: (blockNumber: bigint) => Promise<boolean>,
): Promise<bigint | null> {
  if (from > to || !(await holds(to))) return null;
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) / 2n;
    if (await holds(middle)) high = middle;
    else low = middle + 1n;
  }
  return high;
}

/** The first block of that time (Unix seconds) or later. Any node has the headers of all blocks, whatever state it keeps. */
export function firstBlockSince(client: PublicClient, span: Span, atSec: bigint): Promise<bigint | null> {
  return firstBlock(span, async (blockNumber) => (await client.getBlock({ blockNumber })).timestamp >= atSec);
}

/** The blocks of one second: one of Polygon, many of a chain that mines on demand. Null when there is none of it yet. */
export async function blocksOfSecond(client: PublicClient, span: Span, sec: bigint): Promise<Span | null> {
  const from = await firstBlockSince(client, span, sec);
  if (from === null) return null;
  const next = await firstBlockSince(client, { ...span, from }, sec + 1n);
  return { from, to: next === null ? span.to : next - 1n };
}
