import { z } from "zod";
import type { Deps, WorkerDeps } from "../../deps.ts";
import { defineJob } from "../../jobs/define-job.ts";
import { claimPaymentsToReconcile } from "../payments/claim-payments-to-reconcile.ts";
import * as declared from "../payments/jobs.ts";
import { findPayment } from "../payments/queries.ts";
import { applyPaymentFact } from "./apply-payment-fact.ts";

/** Asks the vendor what became of one payment. */
export const reconcilePayment = defineJob({ ...declared.reconcilePayment, run: askVendor });

/** Finds payments nobody told us about: a webhook may be lost, or switched off after a day of failures. */
export const reconcilePayments = defineJob({
  name: "reconcile-payments",
  payload: z.object({}),
  cron: "* * * * *",
  retry: { retryLimit: 0 },
  run: ({ db, jobs, env }: Pick<WorkerDeps, "db" | "jobs" | "env">) =>
    db.transaction(async (tx) => {
      const due = await claimPaymentsToReconcile(tx, { afterSec: env.RECONCILE_AFTER_SEC, limit: 200 });
      for (const paymentId of due) await jobs.add(tx, reconcilePayment, { paymentId });
    }),
});

/** Hears the vendor's side of a payment and applies it as a webhook would be. */
export async function askVendor(deps: Deps, { paymentId }: { paymentId: string }) {
  const payment = await findPayment(deps.db, paymentId);
  if (!payment?.providerOrderId) return;
  for (const fact of await deps.payments.paymentsOf(payment.providerOrderId))
    await applyPaymentFact(deps, fact);
}
