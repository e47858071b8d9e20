import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { defineJob } from "../../jobs/define-job.ts";
import { paymentOfOrder } from "../payments/queries.ts";
import { queueExpiredMail } from "./order-mail.ts";
import { orders } from "./tables.ts";

/**
 * Tells the buyer that a hold ran out unpaid. The order may have been paid since, and then nothing is said; money that is kept
 * aside for a person to look at is spoken of by nobody as "not charged". The mail's id is the order's: it is queued once.
 */
export const tellExpired = defineJob({
  name: "tell-expired",
  payload: z.object({ orderId: z.uuid() }),
  async run(deps: Deps, { orderId }) {
    await deps.db.transaction(async (tx) => {
      const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for("update");
      if (order?.state !== "expired") return;
      const payment = await paymentOfOrder(tx, orderId);
      const hasMoney = payment?.verdict === "quarantined" || payment?.attemptState === "authorized";
      await queueExpiredMail(tx, deps, { order, hasMoney });
    });
  },
});
