import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import { flux } from "../../db/flux-schema.ts";
import { users } from "../users/tables.ts";

/** One thing that is charged: a piece, or a part of what its delivery costs. */
export type PaperLine = {
  /** The order item; null for delivery. */
  itemId: string | null;
  description: string;
  hsn: string;
  /** As GST counts: pieces or services. */
  unit: "PCS" | "OTH";
  pricePaise: number;
  taxRateBps: number;
  taxablePaise: number;
  cgstPaise: number;
  sgstPaise: number;
  igstPaise: number;
};

/** Who sold what to whom, as it was when the paper was issued. */
export type Parties = {
  orderNumber: string;
  seller: { name: string; address: string; gstin: string; state: string; stateCode: string | null };
  buyer: { name: string; lines: string[]; state: string; stateCode: string | null };
};

/** The number that was given last in a series. Its row is locked from there to the end of the transaction: no number is lost. */
export const paperSeries = flux.table(
  "paper_series",
  {
    kind: text({ enum: ["invoice", "credit_note"] }).notNull(),
    /** April to March: 2627. */
    financialYear: text().notNull(),
    last: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.financialYear] })],
);

// Rows of both are only added: a trigger refuses everything else.

export const invoices = flux.table(
  "invoices",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    number: text().notNull().unique(),
    // Of orders, which stand above: see db/foreign-keys.test.ts.
    orderId: uuid().notNull().unique(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    parties: jsonb().$type<Parties>().notNull(),
    lines: jsonb().$type<PaperLine[]>().notNull(),
    totalPaise: integer().notNull(),
    issuedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [check("invoices_number", sql`${t.number} ~ '^[A-Z0-9/-]{1,16}$'`)],
);

/** Takes back a part of an invoice, or all of it, with the money. */
export const creditNotes = flux.table(
  "credit_notes",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    number: text().notNull().unique(),
    invoiceId: uuid()
      .notNull()
      .references(() => invoices.id),
    // Of payments, which stand above.
    refundId: uuid().notNull().unique(),
    lines: jsonb().$type<PaperLine[]>().notNull(),
    totalPaise: integer().notNull(),
    issuedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index("credit_notes_invoice").on(t.invoiceId),
    check("credit_notes_number", sql`${t.number} ~ '^[A-Z0-9/-]{1,16}$'`),
  ],
);
