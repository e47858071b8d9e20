import { BaseError, HttpRequestError } from "viem";
import { largest, smallest } from "./adapters/chain/fees.ts";

/** Blocks, both included. */
export type Span = { from: bigint; to: bigint };
type Read<T> = (fromBlock: bigint, toBlock: bigint) => Promise<T[]>;

/** Public nodes answer for 10 to 10,000 blocks at once: the most first, and half of it whenever that is refused. */
const mostBlocks = 10_000n;
const requestsAtOnce = 4;

/**
 * Reads what stands in many blocks (eth_getLogs) in ranges as large as the node gives, one behind the other: from the oldest
 * on, or from the newest back. What was refused once is not asked again.
 */
export function createRangeReader<T>(read: Read<T>) {
  let blocksAtOnce = mostBlocks;

  return async function* readInRanges(span: Span, { newestFirst = false } = {}) {
    let rest = span;
    while (rest.from <= rest.to) {
      const ranges = rangesOf(rest, blocksAtOnce, newestFirst);
      let parts: T[][];
      try {
        parts = await Promise.all(ranges.map(({ from, to }) => read(from, to)));
      } catch (error) {
        if (blocksAtOnce === 1n || isUnreachable(error)) throw error;
        blocksAtOnce = blocksAtOnce / 2n || 1n;
        continue;
      }
      for (const [at, range] of ranges.entries()) {
        yield { logs: parts[at] ?? [], range };
        rest = newestFirst ? { ...rest, to: range.from - 1n } : { ...rest, from: range.to + 1n };
      }
    }
  };
}

function rangesOf({ from, to }: Span, size: bigint, newestFirst: boolean): Span[] {
  return Array.from({ length: requestsAtOnce }, (_, at) => {
    const skipped = size * BigInt(at);
    if (newestFirst) return { from: largest(from, to - skipped - size + 1n), to: to - skipped };
    return { from: from + skipped, to: smallest(to, from + skipped + size - 1n) };
  }).filter((range) => range.from <= range.to);
}

/** Nobody answered. Asking for less would not help. */
function isUnreachable(error: unknown): boolean {
  return (
    error instanceof BaseError &&
    error.walk((cause) => cause instanceof HttpRequestError && cause.status === undefined) !== null
  );
}
