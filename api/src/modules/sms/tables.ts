import { text, timestamp, uuid } from "drizzle-orm/pg-core";
import { flux } from "../../db/flux-schema.ts";

const when = () => timestamp({ withTimezone: true });

/** Each text message that was handed to its vendor, once: the row is committed before. It says nothing of whom it was for. */
export const handedSms = flux.table("handed_sms", {
  /** The job's. */
  id: uuid().primaryKey(),
  at: when().notNull().defaultNow(),
  /** Null while nobody knows: the answer is awaited, or the worker died. */
  as: text({ enum: ["taken", "refused", "unknown"] }),
  /** What the vendor calls it, to ask it where a message is. */
  vendorId: text(),
});
