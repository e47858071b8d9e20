import { sql } from "drizzle-orm";
import { check, integer, text, timestamp } from "drizzle-orm/pg-core";
import { flux } from "../db/flux-schema.ts";

const at = () => timestamp({ withTimezone: true });

/** In which database these books were last known to be all there is: one row, which a restore brings back as it was. */
export const reconciled = flux.table(
  "reconciled",
  {
    id: integer().primaryKey().default(1),
    systemIdentifier: text().notNull(),
    timeline: integer().notNull(),
    /** When a worker last lived before the one that lives now. */
    lastLifeAt: at(),
    /** Why the books may be behind the chain, besides that they are in another database; null when nothing says so. */
    doubt: text(),
    doubtedAt: at(),
    /** Up to when the doubted books go, at the latest. */
    booksEndedAt: at(),
    reconciledAt: at().notNull().defaultNow(),
  },
  (t) => [
    check("reconciled_one_row", sql`${t.id} = 1`),
    check("reconciled_doubt", sql`(${t.doubt} is null) = (${t.doubtedAt} is null)`),
  ],
);
