import { and, eq, lte, sql } from "drizzle-orm";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { defineJob } from "../../jobs/define-job.ts";
import { paymentOfOrder } from "../payments/queries.ts";
import { releaseGarments } from "../stock/release-garments.ts";
import { askVendor } from "./reconcile-payments.ts";
import { orders } from "./tables.ts";

/** Ends the hold of an order that nobody paid. Enqueued with the order, for the end of its hold. */
export const expireOrder = defineJob({
  name: "expire-order",
  payload: z.object({ orderId: z.uuid() }),
  // Stock must come back even after a day of bad luck.
  retry: { retryLimit: 200, retryDelay: 5, retryBackoff: true, retryDelayMax: 600 },
  async run(deps: Deps, { orderId }) {
    await hearAboutLateMoney(deps, orderId);
    await endHold(deps, orderId);
  },
});

/** How much longer than its hold an order keeps its garments while the vendor does not answer. */
const graceMinutes = 10;

/** A payment may be captured while its webhook is still under way: ask before giving the pieces away. */
async function hearAboutLateMoney(deps: Deps, orderId: string) {
  const payment = await paymentOfOrder(deps.db, orderId);
  if (payment?.state !== "open") return;
  try {
    await askVendor(deps, { paymentId: payment.id });
  } catch (error) {
    const [order] = await deps.db
      .select({ holdUntil: orders.holdUntil })
      .from(orders)
      .where(eq(orders.id, orderId));
    const graceEnds = (order?.holdUntil.getTime() ?? 0) + graceMinutes * 60_000;
    if (Date.now() < graceEnds) throw error;
    deps.log.warn({ err: error, orderId }, "hold ends without the vendor's word");
  }
}

/**
 * The order's row is the lock that paying takes too: a captured payment that is being applied goes first, and the
 * order is then no longer pending.
 */
export async function endHold({ db, log }: Pick<Deps, "db" | "log">, orderId: string) {
  const ended = await db.transaction(async (tx) => {
    const [expired] = await tx
      .update(orders)
      .set({ state: "expired", endedAt: sql`now()` })
      .where(and(eq(orders.id, orderId), eq(orders.state, "pending"), lte(orders.holdUntil, sql`now()`)))
      .returning({ id: orders.id });
    if (expired) await releaseGarments(tx, orderId);
    return expired;
  });
  if (ended) log.info({ orderId }, "hold ended unpaid");
}
