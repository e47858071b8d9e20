import type { PaymentFact } from "../../adapters/payments/payments.ts";
import type { Deps } from "../../deps.ts";
import { findPaymentByVendorOrder } from "../payments/queries.ts";
import { recordAttempt } from "../payments/record-attempt.ts";
import { markOrderPaid } from "./mark-order-paid.ts";

/**
 * Takes one fact about a payment, whoever told it: a webhook, the reconciler, or the question that a browser's
 * return made us ask. Facts come late, twice and out of order; hearing one again changes nothing.
 */
export async function applyPaymentFact(deps: Deps, fact: PaymentFact) {
  const payment = await findPaymentByVendorOrder(deps.db, fact.providerOrderId);
  if (!payment) {
    // Another system of the same Razorpay account.
    deps.log.warn({ providerOrderId: fact.providerOrderId }, "fact about a payment we did not start");
    return;
  }
  if (fact.state === "captured") return markOrderPaid(deps, { payment, capture: fact });
  await deps.db.transaction((tx) => recordAttempt(tx, payment.id, fact));
}
