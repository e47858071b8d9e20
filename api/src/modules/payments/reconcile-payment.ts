import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { defineJob } from "../../jobs/define-job.ts";
import { applyPaymentFact } from "./apply-payment-fact.ts";
import { paymentsToReconcile } from "./queries.ts";
import { payments } from "./tables.ts";

/** Asks the vendor what became of one payment. */
export const reconcilePayment = defineJob({
  name: "reconcile-payment",
  payload: z.object({ paymentId: z.uuid() }),
  run: askVendor,
});

/** Finds payments nobody told us about: a webhook may be lost, or switched off after a day of failures. */
export const reconcilePayments = defineJob({
  name: "reconcile-payments",
  payload: z.object({}),
  cron: "* * * * *",
  retry: { retryLimit: 0 },
  run: ({ db, jobs, env }) =>
    db.transaction(async (tx) => {
      const due = await paymentsToReconcile(tx, { afterSec: env.RECONCILE_AFTER_SEC, limit: 200 });
      for (const { id } of due) {
        await tx.update(payments).set({ reconciledAt: sql`now()` }).where(eq(payments.id, id));
        await jobs.add(tx, reconcilePayment, { paymentId: id });
      }
    }),
});

/** Hears the vendor's side of a payment and applies it as a webhook would be. */
export async function askVendor(deps: Deps, { paymentId }: { paymentId: string }) {
  const [payment] = await deps.db
    .select({ providerOrderId: payments.providerOrderId })
    .from(payments)
    .where(eq(payments.id, paymentId));
  if (!payment?.providerOrderId) return;
  for (const fact of await deps.payments.paymentsOf(payment.providerOrderId))
    await applyPaymentFact(deps, fact);
}
