import { shownBlock } from "@flux/indexer/start/caught-up-to";
import { keepConnection } from "@flux/indexer/start/keep-connection";
import { startedTo } from "@flux/indexer/start/started-to";
import { createPublicClient, fallback, http } from "viem";
import type { Progress } from "./watch-progress.ts";

/**
 * Tells how far the indexer is, by none of its own words. One that is ready: how far the views are, and whether that is the chain's
 * own head. One that starts: what it has read and written so far. Null while there are no views.
 */
export function indexerProgress(env: Record<string, string>) {
  // Opened at the first look, and kept.
  let opened: ReturnType<typeof open> | undefined;
  return async ({ isReady }: { isReady: boolean }): Promise<Progress | null> => {
    opened ??= open(env);
    const { chain, look } = opened;
    // It has something to do until it is ready, whatever the node says, or does not.
    if (!isReady) return { at: await look(startedTo), isThere: false };
    const [head, shown] = await Promise.all([chain.getBlockNumber(), look(shownBlock)]);
    return shown === null ? null : { at: String(shown), isThere: shown >= head };
  };
}

function open({ RPC_URL = "", DATABASE_URL = "" }: Record<string, string>) {
  const nodes = RPC_URL.split(",").map((url) => http(url.trim(), { timeout: 4_000 }));
  const transport = fallback(nodes, { retryCount: 0 });
  return { chain: createPublicClient({ transport, cacheTime: 0 }), look: keepConnection(DATABASE_URL) };
}
