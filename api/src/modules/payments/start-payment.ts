import { and, eq } from "drizzle-orm";
import { VendorError } from "../../adapters/payments/payments.ts";
import type { Deps } from "../../deps.ts";
import { publicId } from "../../http/public-id.ts";
import type { SessionUser } from "../../http/session.ts";
import { lockPayableOrder } from "../orders/lock-payable-order.ts";
import { paymentErrors } from "./errors.ts";
import { payments } from "./tables.ts";

type StartPayment = { buyer: SessionUser; orderId: string };

/**
 * Gets an order a page to pay on. Safe to repeat: the payment's row is committed first and is the vendor's receipt, so
 * after a lost answer the next call gets the same vendor order and not a second one.
 */
export async function startPayment(deps: Deps, { buyer, orderId }: StartPayment) {
  const { order, payment } = await deps.db.transaction(async (tx) => {
    const order = await lockPayableOrder(tx, { orderId, buyerId: buyer.id });
    await tx
      .insert(payments)
      .values({ orderId, provider: "razorpay", amountPaise: order.totalPaise, currency: "INR" })
      .onConflictDoNothing({ target: payments.orderId });
    const [payment] = await tx.select().from(payments).where(eq(payments.orderId, orderId));
    if (!payment) throw new Error(`order ${orderId} has no payment after its insert`);
    return { order, payment };
  });
  const providerOrderId = payment.providerOrderId ?? (await openAtVendor(deps, payment, order.number));
  return {
    keyId: deps.payments.keyId,
    providerOrderId,
    amountPaise: payment.amountPaise,
    checkout: deps.payments.checkout({
      providerOrderId,
      amountPaise: payment.amountPaise,
      orderNumber: order.number,
      callbackUrl: `${deps.env.WEB_URL}/api/payments/razorpay/callback`,
      cancelUrl: `${deps.env.WEB_URL}/orders/${publicId("ord", orderId)}?payment=left`,
      buyer: { name: order.address.fullName, phone: order.address.phone, email: buyer.email },
    }),
  };
}

type Payment = typeof payments.$inferSelect;

async function openAtVendor({ db, payments: vendor }: Deps, payment: Payment, orderNumber: string) {
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
