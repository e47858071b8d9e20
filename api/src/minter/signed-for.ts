import { and, eq, gte, sql } from "drizzle-orm";
import type { Db, Tx } from "../db/client.ts";
import type { mints } from "./tables.ts";
import { sends, transactions } from "./tables.ts";

type Line = Pick<typeof mints.$inferSelect, "orderRef" | "requestedAt">;

/**
 * All bytes ever signed that mint for this line of an order, whatever became of them and whoever carries the line now. A
 * call's data stands in the signed bytes as it is, and the reference of the line in the data.
 */
export function signedFor(db: Db | Tx, { orderRef, requestedAt }: Line) {
  return db
    .select({
      hash: sends.hash,
      signer: transactions.signer,
      nonce: transactions.nonce,
      state: transactions.state,
    })
    .from(sends)
    .innerJoin(transactions, eq(transactions.id, sends.transactionId))
    .where(
      and(
        gte(transactions.storedAt, requestedAt),
        sql`position(${orderRef.slice(2).toLowerCase()} in ${sends.raw}) > 0`,
      ),
    );
}
