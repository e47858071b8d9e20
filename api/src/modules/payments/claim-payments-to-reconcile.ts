import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { payments } from "./tables.ts";

type Due = { afterSec: number; limit: number };

/**
 * Open payments to ask the vendor about: older than `afterSec`, each at ever longer intervals (a quarter of its age),
 * for four days. Banks answer up to three days late. Returns their ids, and notes that they are asked about now.
 */
export async function claimPaymentsToReconcile(tx: Tx, { afterSec, limit }: Due): Promise<string[]> {
  const age = sql`now() - ${payments.createdAt}`;
  const due = tx
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.state, "open"),
        sql`${age} > make_interval(secs => ${afterSec})`,
        sql`${age} < interval '4 days'`,
        or(isNull(payments.reconciledAt), sql`now() - ${payments.reconciledAt} > (${age}) / 4`),
      ),
    )
    .orderBy(payments.createdAt)
    .limit(limit);
  const claimed = await tx
    .update(payments)
    .set({ reconciledAt: sql`now()` })
    .where(inArray(payments.id, due))
    .returning({ id: payments.id });
  return claimed.map(({ id }) => id);
}
