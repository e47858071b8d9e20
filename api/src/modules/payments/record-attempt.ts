import { and, eq, inArray, sql } from "drizzle-orm";
import type { PaymentFact } from "../../adapters/payments/payments.ts";
import type { Tx } from "../../db/client.ts";
import { attemptStatesBefore } from "./states.ts";
import { paymentAttempts } from "./tables.ts";

/** Notes one try of a buyer as the vendor tells it. Old news changes nothing. Returns it as it stands, locked. */
export async function recordAttempt(tx: Tx, paymentId: string, fact: PaymentFact) {
  const { providerPaymentId, state, amountPaise, currency, method } = fact;
  const news = { state, amountPaise, currency, method, updatedAt: sql`now()` };
  await tx
    .insert(paymentAttempts)
    .values({ paymentId, providerPaymentId, state, amountPaise, currency, method })
    .onConflictDoUpdate({
      target: paymentAttempts.providerPaymentId,
      set: news,
      // Forward only, and never to another order than the one it was first told about.
      setWhere: and(
        inArray(paymentAttempts.state, attemptStatesBefore(state)),
        eq(paymentAttempts.paymentId, paymentId),
      ),
    });
  const [attempt] = await tx
    .select()
    .from(paymentAttempts)
    .where(eq(paymentAttempts.providerPaymentId, providerPaymentId))
    .for("update");
  if (!attempt) throw new Error(`attempt ${providerPaymentId} is gone after its upsert`);
  return attempt;
}
export type Attempt = Awaited<ReturnType<typeof recordAttempt>>;
