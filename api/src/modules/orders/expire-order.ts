import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { defineJob } from "../../jobs/define-job.ts";
import { paymentOfOrder } from "../payments/queries.ts";
import { endUnpaidOrder } from "./end-unpaid-order.ts";
import { askVendor } from "./reconcile-payments.ts";
import { orders } from "./tables.ts";
import { tellExpired } from "./tell-expired.ts";

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

/** Gives the garments of an order back whose time is over, and has its buyer told. */
export async function endHold({ db, jobs, log }: Pick<Deps, "db" | "jobs" | "log">, orderId: string) {
  const ended = await db.transaction(async (tx) => {
    const did = await endUnpaidOrder(tx, { orderId, as: "expired", onlyIfOver: true });
    if (did) await jobs.add(tx, tellExpired, { orderId });
    return did;
  });
  if (ended) log.info({ orderId }, "hold ended unpaid");
}
