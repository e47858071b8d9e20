import { and, eq } from "drizzle-orm";
import { VendorError } from "../../adapters/payments/payments.ts";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { paymentErrors } from "./errors.ts";
import { payments } from "./tables.ts";

export type Payment = typeof payments.$inferSelect;

/** The one payment of an order, made if there is none, in the caller's transaction. */
export async function openPayment(
  tx: Tx,
  { orderId, amountPaise }: { orderId: string; amountPaise: number },
): Promise<Payment> {
  await tx
    .insert(payments)
    .values({ orderId, provider: "razorpay", amountPaise, currency: "INR" })
    .onConflictDoNothing({ target: payments.orderId });
  const [payment] = await tx.select().from(payments).where(eq(payments.orderId, orderId));
  if (!payment) throw new Error(`order ${orderId} has no payment after its insert`);
  return payment;
}

/**
 * The vendor's order for a committed payment, asked for if there is none. The payment's id is the vendor's receipt, so
 * after a lost answer the next call gets the same vendor order and not a second one. Throws `vendor_unreachable`.
 */
export async function openAtVendor(
  { db, payments: vendor }: Pick<Deps, "db" | "payments">,
  { payment, orderNumber }: { payment: Payment; orderNumber: string },
): Promise<string> {
  if (payment.providerOrderId) return payment.providerOrderId;
  const receipt = payment.id.replaceAll("-", "");
  const { providerOrderId } = await vendor
    .createOrder({ receipt, amountPaise: payment.amountPaise, orderNumber })
    .catch((error) => {
      throw error instanceof VendorError ? paymentErrors.vendor_unreachable({}, error) : error;
    });
  await db
    .update(payments)
    .set({ providerOrderId, state: "open" })
    .where(and(eq(payments.id, payment.id), eq(payments.state, "starting")));
  return providerOrderId;
}
