import { and, eq, lte, sql } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { forgetAnswer } from "../../http/idempotency.ts";
import { releaseGarments } from "../stock/release-garments.ts";
import { orders } from "./tables.ts";

type End = { orderId: string; as: "expired" | "cancelled"; onlyIfOver?: boolean };

/**
 * Ends an order that waits for its money, and gives its garments back. Paid after all, an expired one takes others, and the money
 * of a cancelled one goes back. A repeat of the request that made it is not told any more that it holds something. The row is
 * the lock that paying takes too: a captured payment that is being applied goes first, and the order is then paid. False: it
 * waits no more, or (`onlyIfOver`) its time is not over.
 */
export async function endUnpaidOrder(tx: Tx, { orderId, as, onlyIfOver }: End): Promise<boolean> {
  const isOver = onlyIfOver ? lte(orders.holdUntil, sql`now()`) : undefined;
  const [ended] = await tx
    .update(orders)
    .set({ state: as, endedAt: sql`now()` })
    .where(and(eq(orders.id, orderId), eq(orders.state, "pending"), isOver))
    .returning({ userId: orders.userId, key: orders.idempotencyKey });
  if (!ended) return false;
  await releaseGarments(tx, orderId);
  if (ended.key) await forgetAnswer(tx, { userId: ended.userId, operation: "placeOrder", key: ended.key });
  return true;
}
