import { fluxGarmentAbi } from "@flux/contracts";
import type { Address, GetContractEventsReturnType, PublicClient } from "viem";
import { createRangeReader } from "../read-in-ranges.ts";

export type ChainLog = GetContractEventsReturnType<typeof fluxGarmentAbi, undefined, true>[number];

/** How far a long reading is. Blocks. */
export type Progress = { from: bigint; to: bigint; done: bigint };

/** Reads FluxGarment's events by eth_getLogs, in ranges as large as the node gives. What it refused once is not asked again. */
export function createLogReader(client: PublicClient, address: Address) {
  const readInRanges = createRangeReader((fromBlock, toBlock) =>
    client.getContractEvents({ address, abi: fluxGarmentAbi, fromBlock, toBlock, strict: true }),
  );

  /** All events from one block to another, both included, in their order. */
  return async function readLogs(
    from: bigint,
    to: bigint,
    onProgress: (progress: Progress) => void = () => {},
  ) {
    const all: ChainLog[] = [];
    for await (const { logs, range } of readInRanges({ from, to })) {
      all.push(...logs);
      onProgress({ from, to, done: range.to });
    }
    return all.sort((a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex);
  };
}
