import type { Address, Hex } from "viem";
import { zeroAddress } from "viem";
import type { ChainLog } from "./read-logs.ts";
import { unreadable } from "./unreadable.ts";

// Addresses and hashes are lower case here: only then two of them can be compared.

export type ChainToken = {
  tokenId: bigint;
  mintedTo: Address;
  orderRef: Hex;
  owner: Address;
  /** The tag that is bound to it now. */
  tagHash: Hex;
  /** How often its tag was replaced. */
  tagVersion: number;
  /** From holder to holder since its mint. */
  moves: { from: Address; to: Address }[];
};
export type ChainBatch = { batchId: number; cap: number; minted: number; vaulted: boolean };
export type ChainFacts = {
  tokens: Map<bigint, ChainToken>;
  batches: Map<number, ChainBatch>;
  /** Every tag ever bound. */
  tags: Map<Hex, { tokenId: bigint; retired: boolean }>;
};

/** What the events up to a block say. Throws when they can't be all: a token that moves before it was minted. */
export function foldEvents(logs: ChainLog[], upTo: bigint): ChainFacts {
  const facts: ChainFacts = { tokens: new Map(), batches: new Map(), tags: new Map() };
  for (const log of logs) {
    if (log.blockNumber > upTo) break;
    apply(facts, log);
  }
  return facts;
}

function apply({ tokens, batches, tags }: ChainFacts, log: ChainLog) {
  switch (log.eventName) {
    case "BatchOpened": {
      const batchId = Number(log.args.batchId);
      batches.set(batchId, { batchId, cap: log.args.cap, minted: 0, vaulted: false });
      return;
    }
    case "BatchCapLowered":
      known(batches, Number(log.args.batchId), "batch").cap = log.args.cap;
      return;
    case "BatchVaulted":
      known(batches, Number(log.args.batchId), "batch").vaulted = true;
      return;
    case "GarmentMinted": {
      const { tokenId, to, tagHash, orderRef } = log.args;
      const holder = lower(to);
      tokens.set(tokenId, {
        ...{ tokenId, orderRef: lower(orderRef), tagHash: lower(tagHash), tagVersion: 0 },
        ...{ mintedTo: holder, owner: holder, moves: [] },
      });
      tags.set(lower(tagHash), { tokenId, retired: false });
      known(batches, Number(tokenId / 1_000_000n), "batch").minted += 1;
      return;
    }
    case "Transfer": {
      const { from, to, tokenId } = log.args;
      // A mint's own Transfer comes before GarmentMinted, which says more.
      if (from === zeroAddress) return;
      const token = known(tokens, tokenId, "token");
      token.moves.push({ from: lower(from), to: lower(to) });
      token.owner = lower(to);
      return;
    }
    case "TagReplaced": {
      const { tokenId, newTagHash, tagVersion } = log.args;
      const token = known(tokens, tokenId, "token");
      known(tags, token.tagHash, "tag").retired = true;
      tags.set(lower(newTagHash), { tokenId, retired: false });
      token.tagHash = lower(newTagHash);
      token.tagVersion = tagVersion;
    }
  }
}

function known<Key, Fact>(facts: Map<Key, Fact>, key: Key, what: string): Fact {
  const fact = facts.get(key);
  if (!fact) throw unreadable(`an event about ${what} ${key} came without the one that made it`);
  return fact;
}

export const lower = (hex: Hex): Hex => `0x${hex.slice(2).toLowerCase()}`;
