import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import { flux } from "../../db/flux-schema.ts";
import type { DeliveryTax } from "../cart/totals.ts";
import { products, productVariants } from "../products/tables.ts";
import { users } from "../users/tables.ts";
import { orderStateNames } from "./states.ts";

/** Where an order goes, as it was written when the order was placed. */
export type Address = {
  fullName: string;
  phone: string;
  line1: string;
  line2?: string | undefined;
  city: string;
  state: string;
  postalCode: string;
  country: "IN";
};

export const orders = flux.table(
  "orders",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    /** What people call it: FLX- and six signs. */
    number: text().notNull().unique(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    state: text({ enum: orderStateNames }).notNull().default("pending"),
    paymentMethod: text({ enum: ["razorpay"] }).notNull(),
    subtotalPaise: integer().notNull(),
    shippingPaise: integer().notNull(),
    /** GST inside the total: shown, never added. */
    taxPaise: integer().notNull(),
    cgstPaise: integer().notNull(),
    sgstPaise: integer().notNull(),
    igstPaise: integer().notNull(),
    totalPaise: integer().notNull(),
    /** The tax inside `shippingPaise`, a part for each rate of its pieces. */
    delivery: jsonb().$type<DeliveryTax[]>().notNull(),
    address: jsonb().$type<Address>().notNull(),
    /** What the same door is known by, however it is written: see address-key.ts. Null for orders of before. */
    addressKey: text(),
    holdUntil: timestamp({ withTimezone: true }).notNull(),
    idempotencyKey: text(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    confirmedAt: timestamp({ withTimezone: true }),
    endedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    check("orders_tax", sql`${t.taxPaise} = ${t.cgstPaise} + ${t.sgstPaise} + ${t.igstPaise}`),
    check("orders_total", sql`${t.totalPaise} = ${t.subtotalPaise} + ${t.shippingPaise}`),
    check("orders_ended", sql`(${t.state} in ('expired', 'cancelled')) = (${t.endedAt} is not null)`),
    unique("orders_idempotency").on(t.userId, t.idempotencyKey),
    index("orders_of_user").on(t.userId, t.id),
    // What holds pieces now: counted before each order.
    index("orders_unpaid_of_user").on(t.userId).where(sql`${t.state} = 'pending'`),
    index("orders_unpaid_of_address").on(t.addressKey).where(sql`${t.state} = 'pending'`),
  ],
);

/** One row a garment. Which garment it is stands on the garment itself (`garments.orderItemId`). */
export const orderItems = flux.table(
  "order_items",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    productId: uuid()
      .notNull()
      .references(() => products.id),
    variantId: uuid()
      .notNull()
      .references(() => productVariants.id),
    // Name, choice, price and tax as they were sold, whatever the catalogue says later.
    productName: text().notNull(),
    size: text().notNull(),
    color: text().notNull(),
    unitPricePaise: integer().notNull(),
    hsn: text().notNull(),
    taxRateBps: integer().notNull(),
    taxablePaise: integer().notNull(),
    cgstPaise: integer().notNull(),
    sgstPaise: integer().notNull(),
    igstPaise: integer().notNull(),
  },
  (t) => [
    check(
      "order_items_tax",
      sql`${t.unitPricePaise} = ${t.taxablePaise} + ${t.cgstPaise} + ${t.sgstPaise} + ${t.igstPaise}`,
    ),
    check("order_items_one_tax", sql`${t.igstPaise} = 0 or ${t.cgstPaise} + ${t.sgstPaise} = 0`),
    index("order_items_order").on(t.orderId),
  ],
);
