import { shownBlock } from "@flux/indexer/start/caught-up-to";
import { createPublicClient, fallback, http } from "viem";
import type { Progress } from "./watch-progress.ts";

/** How far the views are, and how far the chain is by its own word: neither is the indexer's. Null while there are no views. */
export async function indexerProgress(env: Record<string, string>): Promise<Progress | null> {
  const nodes = (env.RPC_URL ?? "").split(",").map((url) => http(url.trim(), { timeout: 4_000 }));
  const chain = createPublicClient({ transport: fallback(nodes, { retryCount: 0 }) });
  const [goal, at] = await Promise.all([chain.getBlockNumber(), shownBlock(env.DATABASE_URL ?? "")]);
  return at === null ? null : { at, goal };
}
