import { desc, eq, sql } from "drizzle-orm";
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

/** How the money of an order stands: its payment, with the newest try and that try's refund. */
export async function paymentOfOrder(db: Db | Tx, orderId: string) {
  const [payment] = await db
    .select({
      id: payments.id,
      state: payments.state,
      providerOrderId: payments.providerOrderId,
      attemptState: paymentAttempts.state,
      verdict: paymentAttempts.verdict,
      providerPaymentId: paymentAttempts.providerPaymentId,
      method: paymentAttempts.method,
      refundState: refunds.state,
    })
    .from(payments)
    .leftJoin(paymentAttempts, eq(paymentAttempts.paymentId, payments.id))
    .leftJoin(refunds, eq(refunds.attemptId, paymentAttempts.id))
    .where(eq(payments.orderId, orderId))
    // The try that decided something, else the newest.
    .orderBy(sql`${paymentAttempts.verdict} = 'paid_order' desc nulls last`, desc(paymentAttempts.id))
    .limit(1);
  return payment;
}
export type PaymentOfOrder = Awaited<ReturnType<typeof paymentOfOrder>>;

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
