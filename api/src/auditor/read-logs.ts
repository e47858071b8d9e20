import { fluxGarmentAbi } from "@flux/contracts";
import {
  type Address,
  BaseError,
  type GetContractEventsReturnType,
  HttpRequestError,
  type PublicClient,
} from "viem";

export type ChainLog = GetContractEventsReturnType<typeof fluxGarmentAbi, undefined, true>[number];

/** How far a long reading is. Blocks. */
export type Progress = { from: bigint; to: bigint; done: bigint };

/** Public nodes answer for 10 to 10,000 blocks at once: the most first, and half of it whenever that is refused. */
const mostBlocks = 10_000n;
const requestsAtOnce = 4;

/** Reads FluxGarment's events by eth_getLogs, in ranges as large as the node gives. What it refused once is not asked again. */
export function createLogReader(client: PublicClient, address: Address) {
  let blocksAtOnce = mostBlocks;

  const readRange = (fromBlock: bigint, toBlock: bigint) =>
    client.getContractEvents({ address, abi: fluxGarmentAbi, fromBlock, toBlock, strict: true });

  /** All events from one block to another, both included, in their order. */
  return async function readLogs(
    from: bigint,
    to: bigint,
    onProgress: (progress: Progress) => void = () => {},
  ) {
    const logs: ChainLog[] = [];
    for (let next = from; next <= to; ) {
      const ranges = rangesFrom(next, to, blocksAtOnce);
      try {
        for (const part of await Promise.all(ranges.map((range) => readRange(...range)))) logs.push(...part);
      } catch (error) {
        if (blocksAtOnce === 1n || isUnreachable(error)) throw error;
        blocksAtOnce = blocksAtOnce / 2n || 1n;
        continue;
      }
      const [, done] = ranges.at(-1) ?? [to, to];
      next = done + 1n;
      onProgress({ from, to, done });
    }
    return logs.sort((a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex);
  };
}

function rangesFrom(first: bigint, last: bigint, size: bigint): [bigint, bigint][] {
  const ranges: [bigint, bigint][] = [];
  for (let from = first; from <= last && ranges.length < requestsAtOnce; from += size) {
    const to = from + size - 1n;
    ranges.push([from, to < last ? to : last]);
  }
  return ranges;
}

/** Nobody answered. Asking for less would not help. */
function isUnreachable(error: unknown): boolean {
  return (
    error instanceof BaseError &&
    error.walk((cause) => cause instanceof HttpRequestError && cause.status === undefined) !== null
  );
}
