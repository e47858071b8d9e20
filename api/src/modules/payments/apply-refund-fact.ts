import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { RefundFact } from "../../adapters/payments/payments.ts";
import type { Deps } from "../../deps.ts";
import { refundStatesBefore } from "./states.ts";
import { refunds } from "./tables.ts";

/** Takes what the vendor says about money on its way back. Old news changes nothing. */
export async function applyRefundFact({ db, log }: Pick<Deps, "db" | "log">, fact: RefundFact) {
  const { refundId, providerRefundId, state } = fact;
  // A refund made by hand in Razorpay's dashboard has no id of ours.
  if (refundId === null || !z.uuid().safeParse(refundId).success) return;
  await db
    .update(refunds)
    .set({ state, providerRefundId })
    .where(and(eq(refunds.id, refundId), inArray(refunds.state, refundStatesBefore(state))));
  log.info({ refundId, providerRefundId, state }, "refund moved");
}
