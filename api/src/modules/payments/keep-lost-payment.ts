import { sql } from "drizzle-orm";
import type { Db } from "../../db/client.ts";
import { lostPayments } from "./tables.ts";

/** Keeps money aside whose order is lost, for a person to look at. Returns whether it is new. Heard again, its state is kept up. */
export async function keepLostPayment(
  db: Db,
  {
    providerPaymentId,
    providerOrderId,
    orderNumber,
    state,
    amountPaise,
    currency,
  }: Omit<typeof lostPayments.$inferInsert, "foundAt">,
): Promise<boolean> {
  const [kept] = await db
    .insert(lostPayments)
    .values({ providerPaymentId, providerOrderId, orderNumber, state, amountPaise, currency })
    .onConflictDoUpdate({ target: lostPayments.providerPaymentId, set: { state } })
    .returning({ isNew: sql<boolean>`xmax = 0` });
  return kept?.isNew ?? false;
}
