import { eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "../../db/client.ts";
import { mints, transactions } from "./tables.ts";

const mintWithTransaction = {
  id: mints.id,
  garmentId: mints.garmentId,
  orderItemId: mints.orderItemId,
  to: mints.to,
  tokenId: mints.tokenId,
  tagHash: mints.tagHash,
  state: mints.state,
  failure: mints.failure,
  requestedAt: mints.requestedAt,
  hash: transactions.hash,
  sentAt: transactions.sentAt,
  minedAt: transactions.minedAt,
  blockNumber: transactions.blockNumber,
  gasUsed: transactions.gasUsed,
};

/** The mints of an order's items, each with the transaction that carries it once there is one. */
export async function mintsOfOrder(db: Db | Tx, orderItemIds: string[]) {
  if (orderItemIds.length === 0) return [];
  return db
    .select(mintWithTransaction)
    .from(mints)
    .leftJoin(transactions, eq(transactions.id, mints.transactionId))
    .where(inArray(mints.orderItemId, orderItemIds));
}
export type MintOfOrder = Awaited<ReturnType<typeof mintsOfOrder>>[number];
