import { sql } from "drizzle-orm";
import { check, index, integer, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import { flux } from "../../db/flux-schema.ts";
import { attemptStateNames, paymentStateNames, refundStateNames, verdicts } from "./states.ts";

/** What we asked a vendor for: one row an order, whose id is the vendor's receipt. */
export const payments = flux.table(
  "payments",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    // Of orders, which stand above: see db/foreign-keys.test.ts.
    orderId: uuid().notNull().unique(),
    provider: text({ enum: ["razorpay"] }).notNull(),
    providerOrderId: text().unique(),
    state: text({ enum: paymentStateNames }).notNull().default("starting"),
    amountPaise: integer().notNull(),
    currency: text({ enum: ["INR"] }).notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** When we last asked the vendor by ourselves. */
    reconciledAt: timestamp({ withTimezone: true }),
  },
  (t) => [index("payments_unfinished").on(t.createdAt).where(sql`${t.state} = 'open'`)],
);

/** Each try of the buyer: a card that is declined, then the UPI payment that goes through. */
export const paymentAttempts = flux.table(
  "payment_attempts",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    paymentId: uuid()
      .notNull()
      .references(() => payments.id),
    providerPaymentId: text().notNull().unique(),
    state: text({ enum: attemptStateNames }).notNull(),
    amountPaise: integer(),
    currency: text(),
    method: text(),
    /** What we did with the money, once it was captured. */
    verdict: text({ enum: verdicts }),
    problem: text(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    index("payment_attempts_payment").on(t.paymentId),
    check("payment_attempts_verdict", sql`${t.verdict} is null or ${t.state} in ('captured', 'refunded')`),
  ],
);

/** Money on its way back. The id is the refund's idempotency key at the vendor. */
export const refunds = flux.table(
  "refunds",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    attemptId: uuid()
      .notNull()
      .references(() => paymentAttempts.id),
    /** The piece that was paid for and can't be given; null for all of an attempt that bought nothing. */
    orderItemId: uuid(),
    amountPaise: integer().notNull(),
    reason: text({ enum: ["order_cancelled", "sold_out", "paid_twice", "never_minted"] }).notNull(),
    state: text({ enum: refundStateNames }).notNull().default("requested"),
    providerRefundId: text().unique(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    // Everything once, and each piece once.
    uniqueIndex("refunds_all_once").on(t.attemptId).where(sql`${t.orderItemId} is null`),
    uniqueIndex("refunds_piece_once").on(t.orderItemId),
    index("refunds_attempt").on(t.attemptId),
    check("refunds_of_a_piece", sql`(${t.reason} = 'never_minted') = (${t.orderItemId} is not null)`),
    check("refunds_amount", sql`${t.amountPaise} > 0`),
  ],
);

/** Money that the vendor has for an order of ours that no row knows: a restore lost it. A person decides what becomes of it. */
export const lostPayments = flux.table("lost_payments", {
  providerPaymentId: text().primaryKey(),
  providerOrderId: text().notNull(),
  /** FLX- and six signs, as the vendor was told. */
  orderNumber: text().notNull(),
  state: text({ enum: attemptStateNames }).notNull(),
  amountPaise: integer().notNull(),
  currency: text().notNull(),
  foundAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});
