import { batch, type IndexerProgress, readIndexerProgress, tag, token } from "../db/chain.ts";
import type { Tx } from "../db/client.ts";

/** What the indexer says: the accused here, never a witness. Null before it ran for the first time. */
export async function readViews(tx: Tx) {
  const progress: IndexerProgress | null = await readIndexerProgress(tx);
  if (!progress) return null;
  return {
    progress,
    tokens: await tx
      .select({
        tokenId: token.tokenId,
        owner: token.owner,
        tagHash: token.tagHash,
        orderRef: token.orderRef,
        moves: token.moves,
      })
      .from(token),
    batches: await tx
      .select({ batchId: batch.batchId, cap: batch.cap, minted: batch.minted, vaulted: batch.vaulted })
      .from(batch),
    tags: await tx.select({ tagHash: tag.tagHash, tokenId: tag.tokenId, retired: tag.retired }).from(tag),
  };
}
export type Views = NonNullable<Awaited<ReturnType<typeof readViews>>>;
