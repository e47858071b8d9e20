import type { PaymentOfOrder } from "./queries.ts";

/** How a buyer sees the money of an order. */
export const shownPaymentStates = [
  "not_started",
  "open",
  "failed",
  "authorized",
  "paid",
  "being_checked",
  "being_refunded",
  "refunded",
] as const;

/** One word for a payment, its newest try and what goes back of it. A part that goes back is said of its piece. */
export function paymentStateOf(payment: PaymentOfOrder): (typeof shownPaymentStates)[number] {
  if (!payment || payment.state === "starting") return "not_started";
  if (payment.verdict === "quarantined") return "being_checked";
  const { paidPaise, backPaise } = payment;
  if (payment.verdict === "sent_back" || (paidPaise !== null && backPaise === paidPaise))
    return payment.backArrived ? "refunded" : "being_refunded";
  if (payment.state !== "open") return payment.state;
  if (payment.attemptState === "failed" || payment.attemptState === "authorized") return payment.attemptState;
  return "open";
}
