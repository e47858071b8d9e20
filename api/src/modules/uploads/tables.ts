import { index, integer, text, timestamp } from "drizzle-orm/pg-core";
import { flux } from "../../db/flux-schema.ts";

const when = () => timestamp({ withTimezone: true });

/**
 * Every file that is, or may be, in the storage. The row is there before the file, so that one whose process died
 * between is found. What uses a file points here with a foreign key, which is what keeps it.
 */
export const uploads = flux.table(
  "uploads",
  {
    /** See upload-name.ts. */
    name: text().primaryKey(),
    sizeBytes: integer().notNull(),
    createdAt: when().notNull().defaultNow(),
    /** Nothing was known to use it at that moment: from then on the sweep takes it away, unless something does. */
    sweepAfter: when(),
  },
  (t) => [index("uploads_sweep").on(t.sweepAfter)],
);
