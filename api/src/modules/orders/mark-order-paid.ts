import { tokenIdOf } from "@flux/contracts";
import { eq, sql } from "drizzle-orm";
import type { PaymentFact } from "../../adapters/payments/payments.ts";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { requestMint } from "../../minter/request-mint.ts";
import { issueInvoice } from "../invoices/issue-invoice.ts";
import { quarantinePayment, sendMoneyBack, settlePayment } from "../payments/decide-attempt.ts";
import { recordAttempt } from "../payments/record-attempt.ts";
import { stockErrors } from "../stock/errors.ts";
import { garmentsOfOrder } from "../stock/queries.ts";
import { reserveGarments } from "../stock/reserve-garments.ts";
import { sellGarments } from "../stock/sell-garments.ts";
import { mintAddressOf } from "../wallets/queries.ts";
import { queueOrderMail, queueReturnedMail } from "./order-mail.ts";
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
  const { orderId } = payment;
  const outcome = await deps.db.transaction(async (tx): Promise<Outcome | null> => {
    const order = await lockOrder(tx, orderId);
    const attempt = await recordAttempt(tx, payment.id, capture);
    if (attempt.paymentId !== payment.id || attempt.state !== "captured" || attempt.verdict) return null;
    const attemptId = attempt.id;

    const problem = mismatch(order, capture);
    if (problem) {
      await quarantinePayment(tx, attempt, problem);
      return { did: "payment quarantined", attemptId, problem };
    }
    const refusal = await refusalOf(tx, order);
    if (refusal) {
      const back = { amountPaise: capture.amountPaise, reason: refusal } as const;
      await sendMoneyBack(tx, deps, { attempt, ...back });
      await queueReturnedMail(tx, deps, { order, ...back });
      return { did: "money goes back", attemptId, problem: refusal };
    }

    await tx
      .update(orders)
      .set({ state: "confirmed", confirmedAt: sql`now()`, endedAt: null })
      .where(eq(orders.id, order.id));
    await settlePayment(tx, attempt);
    const tokenIds = await sellAndMint(tx, order);
    const items = await tx
      .select()
      .from(orderItems)
      .where(eq(orderItems.orderId, order.id))
      .orderBy(orderItems.id);
    // Nearly last: the others that are being paid wait for its number until this is committed.
    const invoice = await issueInvoice(tx, deps.env, { ...order, items });
    await queueOrderMail(tx, deps, order, invoice);
    return { did: "order paid", attemptId, number: order.number, tokenIds };
  });
  if (!outcome) return;
  // Only now: what was not committed was not done.
  const { did, ...values } = outcome;
  deps.log[did === "payment quarantined" ? "error" : "info"]({ orderId, ...values }, did);
}

type Outcome =
  | { did: "payment quarantined" | "money goes back"; attemptId: string; problem: string }
  | { did: "order paid"; attemptId: string; number: string; tokenIds: string[] };

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
  // What was minted for an item is its own, whenever its money comes.
  const has = new Set((await garmentsOfOrder(tx, order.id)).map(({ orderItemId }) => orderItemId));
  const wanted = items.filter(({ orderItemId }) => !has.has(orderItemId));
  try {
    // In a savepoint: what it took before it met the sold out line is given back.
    await tx.transaction((part) =>
      reserveGarments(part, {
        ...{ orderId: order.id, buyerId: order.userId, until: order.holdUntil },
        items: wanted,
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code in stockErrors) return false;
    throw error;
  }
}

async function sellAndMint(tx: Tx, order: Order): Promise<string[]> {
  const to = await mintAddressOf(tx, order.userId);
  const sold = await sellGarments(tx, order.id);
  const tokenIds: string[] = [];
  for (const { id: garmentId, orderItemId, batchId, serial, tagHash } of sold) {
    if (!orderItemId) throw new Error(`garment ${garmentId} was sold without an order item`);
    const tokenId = tokenIdOf(batchId, serial);
    await requestMint(tx, { garmentId, orderItemId, tokenId, tagHash, to });
    tokenIds.push(String(tokenId));
  }
  return tokenIds;
}
