import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { defineJob } from "../../jobs/define-job.ts";
import { applyRefundFact } from "./apply-refund-fact.ts";
import { paymentAttempts, refunds } from "./tables.ts";

/** Asks the vendor to send money back. A repeat carries the same key, so it is sent once. */
export const refundPayment = defineJob({
  name: "refund-payment",
  payload: z.object({ refundId: z.uuid() }),
  retry: { retryLimit: 60, retryDelay: 5, retryBackoff: true, retryDelayMax: 3_600 },
  run: requestRefund,
});

async function requestRefund(deps: Deps, { refundId }: { refundId: string }) {
  const [refund] = await deps.db
    .select({
      state: refunds.state,
      amountPaise: refunds.amountPaise,
      providerPaymentId: paymentAttempts.providerPaymentId,
    })
    .from(refunds)
    .innerJoin(paymentAttempts, eq(paymentAttempts.id, refunds.attemptId))
    .where(eq(refunds.id, refundId));
  if (refund?.state !== "requested") return;
  const { providerPaymentId, amountPaise } = refund;
  const fact = await deps.payments.refund({ refundId, providerPaymentId, amountPaise });
  await applyRefundFact(deps, { ...fact, refundId });
}
