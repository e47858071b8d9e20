import { customType, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { flux } from "../../db/flux-schema.ts";

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => "bytea",
  toDriver: (bytes) => Buffer.from(bytes),
  fromDriver: (buffer) => new Uint8Array(buffer),
});

/** Every folder that FLUX put on IPFS: what others keep for us can be lost, and is put there again from here. */
export const pins = flux.table("pins", {
  cid: text().primaryKey(),
  /** What the vendor lists it by: `batch-7`. */
  name: text().notNull(),
  pinnedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  /** When it last was where it should be, byte for byte. */
  foundAt: timestamp({ withTimezone: true }),
  /** What the last check found wrong and could not mend, for a person to read. */
  trouble: text(),
});

/** The files of each, byte for byte: words and code that made them change, what a token points at may not. */
export const pinFiles = flux.table(
  "pin_files",
  {
    cid: text()
      .notNull()
      .references(() => pins.cid),
    path: text().notNull(),
    type: text().notNull(),
    content: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.cid, t.path] })],
);
