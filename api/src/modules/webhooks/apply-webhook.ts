import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { defineJob } from "../../jobs/define-job.ts";
import { applyPaymentFact } from "../orders/apply-payment-fact.ts";
import { applyRefundFact } from "../payments/apply-refund-fact.ts";
import { webhookInbox } from "./tables.ts";

/** Does what a stored message says. */
export const applyWebhook = defineJob({
  name: "apply-webhook",
  payload: z.object({ messageId: z.uuid() }),
  run: applyMessage,
});

async function applyMessage(deps: Deps, { messageId }: { messageId: string }) {
  const [message] = await deps.db
    .select({ raw: webhookInbox.raw })
    .from(webhookInbox)
    .where(and(eq(webhookInbox.id, messageId), isNull(webhookInbox.appliedAt)));
  if (!message) return;
  const { payments, refunds } = deps.payments.readWebhook(message.raw);
  for (const fact of payments) await applyPaymentFact(deps, fact);
  for (const fact of refunds) await applyRefundFact(deps, fact);
  await deps.db.update(webhookInbox).set({ appliedAt: sql`now()` }).where(eq(webhookInbox.id, messageId));
}
