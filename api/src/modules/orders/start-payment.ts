import type { SessionUser } from "../../caller.ts";
import type { Deps } from "../../deps.ts";
import { publicId } from "../../http/public-id.ts";
import { openAtVendor, openPayment } from "../payments/open-payment.ts";
import { lockPayableOrder } from "./lock-payable-order.ts";

type StartPayment = { buyer: SessionUser; orderId: string };

/** Gets an order a page to pay on. Safe to repeat: its payment is committed before the vendor hears of it. */
export async function startPayment(deps: Deps, { buyer, orderId }: StartPayment) {
  const { order, payment } = await deps.db.transaction(async (tx) => {
    const order = await lockPayableOrder(tx, { orderId, buyerId: buyer.id });
    return { order, payment: await openPayment(tx, { orderId, amountPaise: order.totalPaise }) };
  });
  const providerOrderId = await openAtVendor(deps, { payment, orderNumber: order.number });
  return {
    keyId: deps.payments.keyId,
    providerOrderId,
    amountPaise: payment.amountPaise,
    checkout: deps.payments.checkout({
      providerOrderId,
      amountPaise: payment.amountPaise,
      orderNumber: order.number,
      callbackUrl: `${deps.env.WEB_URL}/api/payments/razorpay/callback?order=${publicId("ord", orderId)}`,
      cancelUrl: `${deps.env.WEB_URL}/orders/${publicId("ord", orderId)}?payment=left`,
      buyer: { name: order.address.fullName, phone: order.address.phone, email: buyer.email },
    }),
  };
}
