import { eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { orderItems, orders } from "./tables.ts";

/** The order of a line, under the lock that paying and expiring take too, with its other lines' ids. */
export async function lockLine(tx: Tx, orderItemId: string) {
  const [item] = await tx.select().from(orderItems).where(eq(orderItems.id, orderItemId));
  if (!item) return null;
  const [order] = await tx.select().from(orders).where(eq(orders.id, item.orderId)).for("update");
  if (!order) return null;
  const items = await tx
    .select({ id: orderItems.id })
    .from(orderItems)
    .where(eq(orderItems.orderId, order.id));
  return { item, order, otherItemIds: items.map(({ id }) => id).filter((id) => id !== orderItemId) };
}
