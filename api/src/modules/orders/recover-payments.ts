import { z } from "zod";
import type { PaymentFact } from "../../adapters/payments/payments.ts";
import type { Deps } from "../../deps.ts";
import { defineJob } from "../../jobs/define-job.ts";
import { adoptVendorOrder } from "../payments/adopt-vendor-order.ts";
import { applyRefundFact } from "../payments/apply-refund-fact.ts";
import { keepLostPayment } from "../payments/keep-lost-payment.ts";
import { findPaymentByVendorOrder, findPaymentOfAttempt } from "../payments/queries.ts";
import { applyPaymentFact } from "./apply-payment-fact.ts";
import { askVendor } from "./reconcile-payments.ts";

/** Hears from the vendor again what the books forgot: every payment and refund since a moment. Enqueued after a restore. */
export const recoverPayments = defineJob({
  name: "recover-payments",
  payload: z.object({ sinceSec: z.int() }),
  retry: { retryLimit: 200, retryDelay: 5, retryBackoff: true, retryDelayMax: 600, expireInSeconds: 3_600 },
  run: recover,
});

async function recover(deps: Deps, { sinceSec }: { sinceSec: number }) {
  let lost = 0;
  for await (const fact of deps.payments.paymentsSince(sinceSec)) if (!(await hear(deps, fact))) lost += 1;
  for await (const fact of deps.payments.refundsSince(sinceSec)) {
    await applyRefundFact(deps, fact);
    // Also one whose request is lost: its payment says by now that the money went back.
    const payment = await findPaymentOfAttempt(deps.db, fact.providerPaymentId);
    if (payment) await askVendor(deps, { paymentId: payment.id });
  }
  deps.log[lost > 0 ? "error" : "info"]({ sinceSec, lost }, "payments since the books ended are heard");
}

/** Applies a payment of an order that the books know. One of ours that they lost is kept aside: false. */
async function hear(deps: Deps, fact: PaymentFact): Promise<boolean> {
  const { providerOrderId } = fact;
  if (await findPaymentByVendorOrder(deps.db, providerOrderId)) {
    await applyPaymentFact(deps, fact);
    return true;
  }
  const order = await deps.payments.orderOf(providerOrderId);
  // Another system of the same account.
  if (!order) return true;
  if (await adoptVendorOrder(deps.db, { providerOrderId, receipt: order.receipt })) {
    await applyPaymentFact(deps, fact);
    return true;
  }
  if (fact.state !== "captured" && fact.state !== "authorized") return true;
  const isNew = await keepLostPayment(deps.db, { ...fact, orderNumber: order.orderNumber });
  const { providerPaymentId, amountPaise, state } = fact;
  if (isNew)
    deps.log.error(
      { providerPaymentId, orderNumber: order.orderNumber, amountPaise, state },
      "money of an order that a restore lost is kept aside",
    );
  return false;
}
