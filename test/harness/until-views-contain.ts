import { readIndexerProgress } from "@flux/api/chain-views";
import type { Db } from "@flux/api/db";

/**
 * Waits until the indexer's views contain a block, and so everything before it: pass the block of the transaction
 * whose effect is read next. An indexer that is ready may be behind what was sent a moment ago.
 * @throws after `timeoutMs`, saying how far the views are.
 */
export async function untilViewsContain(db: Db, block: bigint | number, timeoutMs = 120_000): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; ; ) {
    const progress = await readIndexerProgress(db);
    if (progress && progress.block >= Number(block)) return;
    if (Date.now() > deadline) {
      const there = progress ? `contain block ${progress.block}` : "are not there";
      throw new Error(`after ${timeoutMs / 1000} s the views ${there}, block ${block} was waited for`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
