import { and, isNotNull, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { defineJob } from "../../jobs/define-job.ts";
import { guestCartDays } from "./limits.ts";
import { carts } from "./tables.ts";

/** Throws away guests' carts whose cookie has run out. */
export const sweepGuestCarts = defineJob({
  name: "sweep-guest-carts",
  payload: z.object({}),
  cron: "17 3 * * *",
  async run({ db }) {
    const tooOld = sql`now() - make_interval(days => ${guestCartDays + 1})`;
    await db.delete(carts).where(and(isNotNull(carts.guestKeyHash), lt(carts.updatedAt, tooOld)));
  },
});
