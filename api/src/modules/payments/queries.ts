import { desc, eq, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "../../db/client.ts";
import { lostPayments, paymentAttempts, payments, refunds } from "./tables.ts";

export async function findPayment(db: Db | Tx, paymentId: string) {
  const [payment] = await db.select().from(payments).where(eq(payments.id, paymentId));
  return payment;
}

export async function findPaymentByVendorOrder(db: Db | Tx, providerOrderId: string) {
  const [payment] = await db.select().from(payments).where(eq(payments.providerOrderId, providerOrderId));
  return payment;
}

/** How the money of an order stands: its payment, with the newest try and what goes back of that try. */
export async function paymentOfOrder(db: Db | Tx, orderId: string) {
  const back = db
    .select({
      attemptId: refunds.attemptId,
      paise: sql<number>`sum(${refunds.amountPaise})::integer`.as("back_paise"),
      arrived: sql<boolean>`bool_and(${refunds.state} = 'processed')`.as("back_arrived"),
    })
    .from(refunds)
    .groupBy(refunds.attemptId)
    .as("back");
  const [payment] = await db
    .select({
      id: payments.id,
      state: payments.state,
      providerOrderId: payments.providerOrderId,
      attemptState: paymentAttempts.state,
      verdict: paymentAttempts.verdict,
      providerPaymentId: paymentAttempts.providerPaymentId,
      method: paymentAttempts.method,
      paidPaise: paymentAttempts.amountPaise,
      backPaise: back.paise,
      backArrived: back.arrived,
    })
    .from(payments)
    .leftJoin(paymentAttempts, eq(paymentAttempts.paymentId, payments.id))
    .leftJoin(back, eq(back.attemptId, paymentAttempts.id))
    .where(eq(payments.orderId, orderId))
    // The try that decided something, else the newest.
    .orderBy(sql`${paymentAttempts.verdict} = 'paid_order' desc nulls last`, desc(paymentAttempts.id))
    .limit(1);
  return payment;
}
export type PaymentOfOrder = Awaited<ReturnType<typeof paymentOfOrder>>;

/** What went back for single pieces of orders, or is on its way. */
export async function refundsOfItems(db: Db | Tx, orderItemIds: string[]) {
  if (orderItemIds.length === 0) return [];
  return db
    .select({
      orderItemId: refunds.orderItemId,
      amountPaise: refunds.amountPaise,
      state: refunds.state,
      createdAt: refunds.createdAt,
    })
    .from(refunds)
    .where(inArray(refunds.orderItemId, orderItemIds));
}

/** The payment that a try at the vendor belongs to. */
export async function findPaymentOfAttempt(db: Db, providerPaymentId: string) {
  const [row] = await db
    .select({ id: payments.id })
    .from(paymentAttempts)
    .innerJoin(payments, eq(payments.id, paymentAttempts.paymentId))
    .where(eq(paymentAttempts.providerPaymentId, providerPaymentId));
  return row;
}

/** Money whose order a restore lost, the newest first. */
export async function listLostPayments(db: Db) {
  return db.select().from(lostPayments).orderBy(desc(lostPayments.foundAt), lostPayments.providerPaymentId);
}
