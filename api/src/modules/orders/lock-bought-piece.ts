import { and, eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { mintsOfOrder } from "../../minter/queries.ts";
import { refundsOfItems } from "../payments/queries.ts";
import type { OrderState } from "./states.ts";
import { orderItems, orders } from "./tables.ts";

export type BoughtPiece = {
  orderItemId: string;
  productId: string;
  orderState: OrderState;
  isMinted: boolean;
  /** Its money is on its way back. */
  isPaidBack: boolean;
};
type Asked = { orderId: string; userId: string; orderItemId: string };

/** A piece of this buyer's order, under the lock that paying and refunding take too. Undefined: no such order of theirs; null: no such piece of it. */
export async function lockBoughtPiece(
  tx: Tx,
  { orderId, userId, orderItemId }: Asked,
): Promise<BoughtPiece | null | undefined> {
  const own = and(eq(orders.id, orderId), eq(orders.userId, userId));
  const [order] = await tx.select({ state: orders.state }).from(orders).where(own).for("update");
  if (!order) return undefined;
  const ofOrder = and(eq(orderItems.id, orderItemId), eq(orderItems.orderId, orderId));
  const [item] = await tx.select({ productId: orderItems.productId }).from(orderItems).where(ofOrder);
  if (!item) return null;
  const mints = await mintsOfOrder(tx, [orderItemId]);
  const refunds = await refundsOfItems(tx, [orderItemId]);
  return {
    ...{ orderItemId, productId: item.productId, orderState: order.state },
    isMinted: mints.some(({ state }) => state === "mined" || state === "final"),
    isPaidBack: refunds.length > 0,
  };
}
