import { and, eq, gte, sql } from "drizzle-orm";
import type { Hex } from "viem";
import type { Db, Tx } from "../db/client.ts";
import type { mints } from "./tables.ts";
import { sends, transactions } from "./tables.ts";

type Line = Pick<typeof mints.$inferSelect, "orderRef" | "requestedAt">;

/**
 * All bytes ever signed that mint for this line of an order, whatever became of them and whoever carries the line now.
 */
export function signedFor(db: Db | Tx, { orderRef, requestedAt }: Line) {
  return signedWith(db, { words: [orderRef], since: requestedAt });
}

/** All bytes signed since then that name all of these: a call's data stands in the signed bytes as it is. */
export function signedWith(db: Db | Tx, { words, since }: { words: Hex[]; since: Date }) {
  const named = words.map((word) => sql`position(${word.slice(2).toLowerCase()} in ${sends.raw}) > 0`);
  return db
    .select({
      hash: sends.hash,
      signer: transactions.signer,
      nonce: transactions.nonce,
      state: transactions.state,
    })
    .from(sends)
    .innerJoin(transactions, eq(transactions.id, sends.transactionId))
    .where(and(gte(transactions.storedAt, since), ...named));
}
