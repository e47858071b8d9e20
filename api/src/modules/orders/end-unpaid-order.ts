import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { releaseGarments } from "../stock/release-garments.ts";
import { orders } from "./tables.ts";

/** Ends an order that waits for its money before its time, and gives its garments back. Paid after all, it takes others. */
export async function endUnpaidOrder(tx: Tx, orderId: string): Promise<boolean> {
  const [ended] = await tx
    .update(orders)
    .set({ state: "expired", endedAt: sql`now()` })
    .where(and(eq(orders.id, orderId), eq(orders.state, "pending")))
    .returning({ id: orders.id });
  if (ended) await releaseGarments(tx, orderId);
  return ended !== undefined;
}
