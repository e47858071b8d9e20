import { and, isNotNull, lt, notExists, or, sql } from "drizzle-orm";
import { z } from "zod";
import { defineJob } from "../../jobs/define-job.ts";
import { guestCartDays } from "./limits.ts";
import { cartItems, carts } from "./tables.ts";

/** Throws away guests' carts whose cookie has run out, and those that have stood empty for a day. */
export const sweepGuestCarts = defineJob({
  name: "sweep-guest-carts",
  payload: z.object({}),
  cron: "17 * * * *",
  async run({ db }) {
    const tooOld = sql`now() - make_interval(days => ${guestCartDays + 1})`;
    const lines = db.select().from(cartItems).where(sql`${cartItems.cartId} = ${carts.id}`);
    const isEmptyForADay = and(lt(carts.updatedAt, sql`now() - interval '1 day'`), notExists(lines));
    const isOver = or(lt(carts.updatedAt, tooOld), isEmptyForADay);
    await db.delete(carts).where(and(isNotNull(carts.guestKeyHash), isOver));
  },
});
