import { sql } from "drizzle-orm";
import { check, integer, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import { flux } from "../../db/flux-schema.ts";
import { productVariants } from "../products/tables.ts";
import { users } from "../users/tables.ts";

/** A person's cart, or a guest's: known by the hash of the secret in the guest's cookie. */
export const carts = flux.table(
  "carts",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    userId: uuid()
      .unique()
      .references(() => users.id, { onDelete: "cascade" }),
    guestKeyHash: text().unique(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [check("carts_one_owner", sql`(${t.userId} is null) <> (${t.guestKeyHash} is null)`)],
);

export const cartItems = flux.table(
  "cart_items",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    cartId: uuid()
      .notNull()
      .references(() => carts.id, { onDelete: "cascade" }),
    variantId: uuid()
      .notNull()
      .references(() => productVariants.id),
    quantity: integer().notNull(),
    /** What one cost when it was put in, or its number last changed: by it a cart tells that the price moved. */
    pricePaise: integer(),
  },
  (t) => [
    unique("cart_items_variant").on(t.cartId, t.variantId),
    check("cart_items_quantity", sql`${t.quantity} between 1 and 5`),
    check("cart_items_price", sql`${t.pricePaise} is null or ${t.pricePaise} > 0`),
  ],
);
