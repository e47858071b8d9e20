import { and, count, eq, gt, inArray, isNotNull, sql } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { stockErrors } from "./errors.ts";
import { batches, garments } from "./tables.ts";

/**
 * Refuses an order that gives its buyer more pieces of a batch than one person may have, held and bought together. What was
 * given back or withdrawn names no buyer, so it does not count. Whoever orders for this buyer waits before this: see lockCart.
 */
export async function requirePersonLimit(
  tx: Tx,
  { orderId, buyerId, names }: { orderId: string; buyerId: string; names: Map<string, string> },
) {
  const mine = tx.select({ id: garments.batchId }).from(garments).where(eq(garments.orderId, orderId));
  const firstOfOrder = sql<string>`min(${garments.variantId}::text) filter (where ${garments.orderId} = ${orderId})`;
  const [over] = await tx
    .select({ limit: batches.perPerson, variantId: firstOfOrder })
    .from(garments)
    .innerJoin(batches, eq(batches.id, garments.batchId))
    .where(and(eq(garments.buyerId, buyerId), inArray(batches.id, mine), isNotNull(batches.perPerson)))
    .groupBy(batches.id)
    .having(gt(count(), batches.perPerson))
    .limit(1);
  if (over) throw stockErrors.too_many_for_one({ limit: over.limit ?? 0, what: names.get(over.variantId) });
}
