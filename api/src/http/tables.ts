import { index, integer, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { flux } from "../db/flux-schema.ts";

/** What was answered to an Idempotency-Key of a person for an operation; without a status it is being worked on. */
export const idempotencyKeys = flux.table(
  "idempotency_keys",
  {
    userId: uuid().notNull(),
    operation: text().notNull(),
    key: text().notNull(),
    /** SHA-256 of path and body: another one with this key is another request. */
    requestHash: text().notNull(),
    /** Which request works on it: one whose lease ended may not answer for the one that took it over. */
    worker: uuid().notNull(),
    leaseUntil: timestamp({ withTimezone: true }).notNull(),
    status: integer(),
    body: text(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.operation, t.key] }),
    index("idempotency_keys_age").on(t.createdAt),
  ],
);
