import { type Deployment, readGenesisHash } from "@flux/contracts";
import { createPublicClient, type Hash, http, type PublicClient } from "viem";
import { type ChainFacts, foldEvents } from "./fold-events.ts";
import { type ChainLog, createLogReader, type Progress } from "./read-logs.ts";
import { readSlots } from "./read-slots.ts";
import { requireSameState } from "./require-same-state.ts";
import { UnreadableError, unreadable } from "./unreadable.ts";

/** Deeper than this no chain of ours reorganises: such events are read once. Blocks. */
const settledDepth = 256n;
const tries = 4;
const betweenTriesMs = 1_500;

type ReadChain = { rpcUrl: string; deployment: Deployment; onProgress?: (progress: Progress) => void };
type Block = { number: bigint; hash: Hash; atSec: number };

/** FLUX as one block of the chain says it. */
export type ChainReading = {
  block: Block;
  facts: ChainFacts;
  /** The same as another block says it; null for a block that this node does not have yet. */
  factsAt(block: bigint): Promise<ChainFacts | null>;
  /** Which of these tokens, that the events do not know, the newest block has. */
  mintedSince(tokenIds: bigint[]): Promise<Set<bigint>>;
};

/**
 * Reads garments, tags and batches from any RPC, by its events alone, and holds them against the contract's own state at
 * the same block: a node that leaves events out is found out. Throws `UnreadableError` for another chain, and when the
 * answers contradict each other.
 */
export async function readChain({ rpcUrl, deployment, onProgress }: ReadChain): Promise<ChainReading> {
  const client = createPublicClient({
    transport: http(rpcUrl, { timeout: 30_000, retryCount: 4 }),
    cacheTime: 0,
  });
  await requireChain(client, deployment);
  const readLogs = createLogReader(client, deployment.FluxGarment);

  // The long part first: afterwards the newest block is read in a moment, while its state is still there to be asked.
  const settled: ChainLog[] = [];
  let next = BigInt(deployment.startBlock);
  for (;;) {
    const to = (await client.getBlockNumber()) - settledDepth;
    if (to < next) break;
    settled.push(...(await readLogs(next, to, onProgress)));
    next = to + 1n;
  }

  return untilItFits(async (): Promise<ChainReading> => {
    const { number, hash, timestamp } = await client.getBlock();
    const logs = [...settled, ...(await readLogs(next, number))];
    const facts = foldEvents(logs, number);
    await requireSameState(client, deployment, facts, number);
    if ((await client.getBlock({ blockNumber: number })).hash !== hash)
      throw unreadable(`block ${number} was replaced while it was read`);

    async function factsAt(block: bigint) {
      if (block <= number) return foldEvents(logs, block);
      if ((await client.getBlockNumber()) < block) return null;
      return foldEvents([...logs, ...(await readLogs(number + 1n, block))], block);
    }
    return {
      block: { number, hash, atSec: Number(timestamp) },
      ...{ facts, factsAt },
      async mintedSince(tokenIds) {
        const slots = await readSlots(client, deployment, tokenIds);
        const there = tokenIds.filter((tokenId) => slots.get(tokenId)?.exists);
        if (there.length > 0)
          await untilItFits(async () => {
            const head = await factsAt(await client.getBlockNumber());
            const hidden = there.find((tokenId) => !head?.tokens.has(tokenId));
            if (hidden !== undefined)
              throw unreadable(`token ${hidden} exists, and its events were not told`);
          });
        return new Set(there);
      },
    };
  });
}

/** Nodes behind one address may be a block apart, and a block may be replaced: what does not fit is read again. */
async function untilItFits<Reading>(read: () => Promise<Reading>): Promise<Reading> {
  for (let left = tries; ; left -= 1) {
    try {
      return await read();
    } catch (error) {
      if (left === 1 || !(error instanceof UnreadableError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, betweenTriesMs));
    }
  }
}

async function requireChain(client: PublicClient, { chainId, genesisHash }: Deployment) {
  const [id, genesis] = await Promise.all([client.getChainId(), readGenesisHash(client)]);
  if (id !== chainId)
    throw new UnreadableError(`The RPC is of chain ${id}, and FLUX is deployed on ${chainId}.`);
  if (genesis !== genesisHash)
    throw new UnreadableError(
      `The RPC's chain ${id} is another one than FLUX was deployed on: its first block differs.`,
    );
}
