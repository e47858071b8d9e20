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

/** One word for a payment, its newest try and that try's refund. */
export function paymentStateOf(payment: PaymentOfOrder): (typeof shownPaymentStates)[number] {
  if (!payment || payment.state === "starting") return "not_started";
  if (payment.verdict === "quarantined") return "being_checked";
  if (payment.verdict === "sent_back")
    return payment.refundState === "processed" ? "refunded" : "being_refunded";
  if (payment.state !== "open") return payment.state;
  if (payment.attemptState === "failed" || payment.attemptState === "authorized") return payment.attemptState;
  return "open";
}
