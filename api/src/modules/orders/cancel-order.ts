import { and, eq, sql } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { SessionUser } from "../../caller.ts";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { publicId } from "../../http/public-id.ts";
import { withdrawMints } from "../../minter/withdraw-mints.ts";
import { requireReconciled } from "../../restored/doubt.ts";
import { openCart } from "../cart/open-cart.ts";
import { putBackInCart } from "../cart/put-back-in-cart.ts";
import { lockPaidMoney, refundRest } from "../payments/refund-piece.ts";
import { takeBackSold } from "../stock/release-garments.ts";
import { endUnpaidOrder } from "./end-unpaid-order.ts";
import { orderErrors } from "./errors.ts";
import { queueCancelledMail } from "./order-mail.ts";
import { canBecome } from "./states.ts";
import { orderItems, orders } from "./tables.ts";

type CancelOrder = { buyer: SessionUser; orderId: string; backToCart: boolean };
type Order = typeof orders.$inferSelect;

/**
 * Lets a buyer take their order back. Unpaid, its garments are free at once; paid, its money goes back by itself, as long as nothing
 * was signed for the mint of any of its pieces. Safe to repeat. Somebody else's is a missing one.
 */
export async function cancelOrder(deps: Deps, { buyer, orderId, backToCart }: CancelOrder) {
  await deps.db.transaction(async (tx) => {
    // The cart first, as placing an order locks it first.
    const cartId = backToCart ? await openCart(tx, { userId: buyer.id }) : null;
    const [order] = await tx
      .select()
      .from(orders)
      .where(and(eq(orders.id, orderId), eq(orders.userId, buyer.id)))
      .for("update");
    if (!order) throw orderErrors.order_not_found();
    if (order.state === "cancelled") return;
    if (!canBecome(order.state, "cancelled")) throw orderErrors.order_not_cancellable({ state: order.state });
    if (order.state === "pending") await endUnpaidOrder(tx, { orderId, as: "cancelled" });
    else await takeBackPaid(tx, deps, order);
    if (cartId) await putBackInCart(tx, { cartId, lines: await linesOf(tx, orderId) });
  });
}

/**
 * The order's row, its mints and its money are held: the minter signs nothing for it meanwhile (withdrawMints says why), and no
 * refund is decided beside this one.
 */
async function takeBackPaid(tx: Tx, deps: Deps, order: Order) {
  // Books that were restored may have forgotten what was signed.
  await requireReconciled(tx);
  const items = await tx
    .select({ id: orderItems.id })
    .from(orderItems)
    .where(eq(orderItems.orderId, order.id));
  const itemIds = items.map(({ id }) => id);
  if (!(await withdrawMints(tx, itemIds))) throw orderErrors.order_being_made();
  const money = await lockPaidMoney(tx, order.id);
  if (!money) throw orderErrors.order_money_elsewhere();
  const { refundId, amountPaise } = await refundRest(tx, deps, { money, reason: "order_cancelled" });
  await queueCancelledMail(tx, deps, { order, amountPaise });
  await takeBackSold(tx, order.id);
  await tx.update(orders).set({ state: "cancelled", endedAt: sql`now()` }).where(eq(orders.id, order.id));
  await writeAudit(tx, deps, {
    ...{ actor: order.userId, act: "order_cancelled", subject: publicId("ord", order.id) },
    details: { amountPaise, refundId },
  });
}

async function linesOf(tx: Tx, orderId: string) {
  return tx
    .select({
      variantId: orderItems.variantId,
      quantity: sql<number>`count(*)::integer`,
      pricePaise: sql<number>`min(${orderItems.unitPricePaise})`,
    })
    .from(orderItems)
    .where(eq(orderItems.orderId, orderId))
    .groupBy(orderItems.variantId);
}
