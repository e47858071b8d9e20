import { tokenIdOf } from "@flux/contracts";
import { eq, sql } from "drizzle-orm";
import type { PaymentFact } from "../../adapters/payments/payments.ts";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { requestMint } from "../../minter/request-mint.ts";
import { quarantinePayment, sendMoneyBack, settlePayment } from "../payments/decide-attempt.ts";
import { recordAttempt } from "../payments/record-attempt.ts";
import { stockErrors } from "../stock/errors.ts";
import { reserveGarments } from "../stock/reserve-garments.ts";
import { sellGarments } from "../stock/sell-garments.ts";
import { mintAddressOf } from "../wallets/queries.ts";
import { queueOrderMail } from "./order-mail.ts";
import { canBecome } from "./states.ts";
import { orderItems, orders } from "./tables.ts";

type MarkOrderPaid = { payment: { id: string; orderId: string }; capture: PaymentFact };
type Order = typeof orders.$inferSelect;

/**
 * Turns captured money into a confirmed order: its garments are sold, their mints and its mail are queued, all in one
 * transaction. Many messages tell of one payment; the first one does it, the others find it done. Money that does not
 * fit is kept aside, and money that finds nothing left to buy goes back.
 */
export async function markOrderPaid(deps: Deps, { payment, capture }: MarkOrderPaid) {
  await deps.db.transaction(async (tx) => {
    const order = await lockOrder(tx, payment.orderId);
    const attempt = await recordAttempt(tx, payment.id, capture);
    if (attempt.paymentId !== payment.id || attempt.state !== "captured" || attempt.verdict) return;

    const problem = mismatch(order, capture);
    if (problem) {
      deps.log.error({ orderId: order.id, attemptId: attempt.id, problem }, "payment quarantined");
      return quarantinePayment(tx, attempt, problem);
    }
    const refusal = await refusalOf(tx, order);
    if (refusal) {
      return sendMoneyBack(tx, deps, { attempt, amountPaise: capture.amountPaise, reason: refusal });
    }

    await tx
      .update(orders)
      .set({ state: "confirmed", confirmedAt: sql`now()`, endedAt: null })
      .where(eq(orders.id, order.id));
    await settlePayment(tx, attempt);
    await sellAndMint(tx, deps, order);
    await queueOrderMail(tx, deps, order);
    deps.log.info({ orderId: order.id, number: order.number }, "order paid");
  });
}

/** The lock under which an order is paid, expires and is cancelled. */
async function lockOrder(tx: Tx, orderId: string): Promise<Order> {
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for("update");
  if (!order) throw new Error(`payment for order ${orderId}, which does not exist`);
  return order;
}

function mismatch(order: Order, { amountPaise, currency }: PaymentFact) {
  if (currency !== "INR") return `paid in ${currency}, the order is in INR`;
  if (amountPaise !== order.totalPaise) return `paid ${amountPaise} paise, the order is ${order.totalPaise}`;
  return null;
}

/** Why an order can't be given for its money any more; null if it can. An expired order takes its pieces back first. */
async function refusalOf(tx: Tx, order: Order) {
  if (!canBecome(order.state, "confirmed"))
    return order.state === "cancelled" ? "order_cancelled" : "paid_twice";
  if (order.state === "expired" && !(await reserveAgain(tx, order))) return "sold_out";
  return null;
}

async function reserveAgain(tx: Tx, order: Order): Promise<boolean> {
  const items = await tx
    .select({ orderItemId: orderItems.id, variantId: orderItems.variantId, what: orderItems.productName })
    .from(orderItems)
    .where(eq(orderItems.orderId, order.id));
  try {
    // In a savepoint: what it took before it met the sold out line is given back.
    await tx.transaction((part) =>
      reserveGarments(part, { orderId: order.id, until: order.holdUntil, items }),
    );
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code in stockErrors) return false;
    throw error;
  }
}

async function sellAndMint(tx: Tx, deps: Deps, order: Order) {
  const to = await mintAddressOf(tx, order.userId);
  for (const { id: garmentId, orderItemId, batchId, serial, tagHash } of await sellGarments(tx, order.id)) {
    if (!orderItemId) throw new Error(`garment ${garmentId} was sold without an order item`);
    await requestMint(tx, deps, { garmentId, orderItemId, tokenId: tokenIdOf(batchId, serial), tagHash, to });
  }
}
