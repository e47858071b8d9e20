import { and, eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { orderErrors } from "./errors.ts";
import { orders } from "./tables.ts";

/** The buyer's own order, locked, while it still waits for its money. Somebody else's is a missing one. */
export async function lockPayableOrder(tx: Tx, { orderId, buyerId }: { orderId: string; buyerId: string }) {
  const [order] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.id, orderId), eq(orders.userId, buyerId)))
    .for("update");
  if (!order) throw orderErrors.order_not_found();
  if (order.state !== "pending") throw orderErrors.order_not_payable({ state: order.state });
  if (order.holdUntil <= new Date()) throw orderErrors.order_not_payable({ state: "expired" });
  return order;
}
