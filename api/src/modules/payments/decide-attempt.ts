import { eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import type { Attempt } from "./record-attempt.ts";
import { refundPayment } from "./refund-payment.ts";
import { paymentAttempts, payments, refunds } from "./tables.ts";

/** The money paid its order. */
export async function settlePayment(tx: Tx, attempt: Attempt) {
  await tx.update(paymentAttempts).set({ verdict: "paid_order" }).where(eq(paymentAttempts.id, attempt.id));
  await tx.update(payments).set({ state: "paid" }).where(eq(payments.id, attempt.paymentId));
}

/** The money does not fit its order: it is kept aside for a person to look at, and nothing is sold for it. */
export async function quarantinePayment(tx: Tx, attempt: Attempt, problem: string) {
  await tx
    .update(paymentAttempts)
    .set({ verdict: "quarantined", problem })
    .where(eq(paymentAttempts.id, attempt.id));
}

type SendBack = { attempt: Attempt; amountPaise: number; reason: (typeof refunds.$inferInsert)["reason"] };

/** The money came, but there is nothing to give for it: all of it goes back by itself. */
export async function sendMoneyBack(
  tx: Tx,
  { jobs }: Pick<Deps, "jobs">,
  { attempt, amountPaise, reason }: SendBack,
) {
  await tx.update(paymentAttempts).set({ verdict: "sent_back" }).where(eq(paymentAttempts.id, attempt.id));
  const [refund] = await tx
    .insert(refunds)
    .values({ attemptId: attempt.id, amountPaise, reason })
    .returning({ id: refunds.id });
  if (refund) await jobs.add(tx, refundPayment, { refundId: refund.id });
}
