import { createRangeReader, type Span } from "../read-in-ranges.ts";

/** A search gives up after so many ranges: the lane must go on. Where a node gives 10,000 blocks at once, some 23 days of Polygon. */
const mostRanges = 100;

/**
 * The newest logs of some blocks: of the range nearest to their end that has any, in their order. Empty when none has, or
 * too many would have to be looked through.
 */
export async function searchBack<Log>(
  span: Span,
  read: (fromBlock: bigint, toBlock: bigint) => Promise<Log[]>,
): Promise<Log[]> {
  let left = mostRanges;
  for await (const { logs } of createRangeReader(read)(span, { newestFirst: true })) {
    left -= 1;
    if (logs.length > 0 || left === 0) return logs;
  }
  return [];
}
