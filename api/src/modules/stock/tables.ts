import { sql } from "drizzle-orm";
import { check, index, integer, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import type { Address, Hex } from "viem";
import { flux } from "../../db/flux-schema.ts";

/** A numbered production run. Its number is its id on chain; how many may ever exist and whether it is vaulted, the chain says. */
export const batches = flux.table(
  "batches",
  {
    id: integer().primaryKey(),
    // What stands above is known here by its id alone: see db/foreign-keys.test.ts.
    productId: uuid().notNull(),
    cap: integer().notNull(),
    /** As many of its pieces as one person may hold and buy in all; null: as many as they like. */
    perPerson: integer(),
    /** ipfs:// folder of the twins' metadata; null until it is pinned. */
    uri: text(),
    /** When the chain closed it for ever, as note-vaulted-batches.ts wrote it down; null while it is open, and for a moment after. */
    vaultedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index("batches_product").on(t.productId, t.id),
    check("batches_cap", sql`${t.cap} between 1 and 999999`),
    check("batches_per_person", sql`${t.perPerson} is null or ${t.perPerson} > 0`),
  ],
);

/** Every physical piece, sold or not: a unit of stock is a row here, with the chip sewn into it. */
export const garments = flux.table(
  "garments",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    batchId: integer()
      .notNull()
      .references(() => batches.id),
    serial: integer().notNull(),
    variantId: uuid().notNull(),
    /** What the chain knows the chip by. */
    tagHash: text().$type<Hex>().notNull().unique(),
    chipAddress: text().$type<Address>().notNull().unique(),
    /** Address of the chip's second key, which signs its rolling tap URL (HaLo). */
    chipPk2Address: text().$type<Address>().unique(),
    // `withdrawn`: the chain mints it for nobody any more. `taken`: its token is on chain, and these books do not know for
    // whom. Nobody can buy either.
    state: text({ enum: ["available", "reserved", "sold", "withdrawn", "taken"] })
      .notNull()
      .default("available"),
    /** The order its token was minted for, as the chain names it, where that is no order of these books. */
    takenFor: text().$type<Hex>(),
    orderId: uuid(),
    /** Who holds or bought it: the order's buyer. */
    buyerId: uuid(),
    orderItemId: uuid().unique(),
    reservedUntil: timestamp({ withTimezone: true }),
  },
  (t) => [
    unique("garments_serial").on(t.batchId, t.serial),
    check("garments_serial_from_1", sql`${t.serial} between 1 and 999999`),
    // A piece is free, somebody's or nobody's: never half of it.
    check(
      "garments_held_by_order",
      sql`(${t.state} in ('available', 'withdrawn', 'taken')) = (${t.orderId} is null) and (${t.orderId} is null) = (${t.orderItemId} is null)`,
    ),
    check("garments_buyer", sql`${t.buyerId} is null or ${t.orderId} is not null`),
    // What the chain gave away never comes back into stock.
    check("garments_taken", sql`${t.takenFor} is null or ${t.state} <> 'available'`),
    // The picking order, and the count of what is left, without touching the table.
    index("garments_available").on(t.variantId, t.batchId, t.serial).where(sql`${t.state} = 'available'`),
    index("garments_available_in_batch").on(t.batchId).where(sql`${t.state} = 'available'`),
    index("garments_order").on(t.orderId),
    index("garments_of_buyer").on(t.buyerId, t.batchId).where(sql`${t.buyerId} is not null`),
  ],
);
