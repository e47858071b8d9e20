import type { Deps } from "../../deps.ts";
import { paymentErrors } from "./errors.ts";
import { reconcilePayment } from "./jobs.ts";
import { findPaymentByVendorOrder } from "./queries.ts";

export type CallbackProof = { providerOrderId: string; providerPaymentId: string; signature: string };

/**
 * Hears from the buyer's browser that it paid. The proof says which payment, not how much of it was captured: so it
 * only makes us ask the vendor at once. Returns the order.
 */
export async function acceptCallback({ db, jobs, payments }: Deps, proof: CallbackProof) {
  const payment = await findPaymentByVendorOrder(db, proof.providerOrderId);
  const providerOrderId = payment?.providerOrderId;
  // An unknown order gets the same answer as a wrong signature: this door tells nobody which orders exist.
  if (!payment || !providerOrderId || !payments.verifyCallback({ ...proof, providerOrderId }))
    throw paymentErrors.callback_signature_wrong();
  await db.transaction((tx) => jobs.add(tx, reconcilePayment, { paymentId: payment.id }));
  return payment.orderId;
}
