import { text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import { flux } from "../../db/flux-schema.ts";

/** Every signed message of a vendor, byte for byte, before anybody reads it. */
export const webhookInbox = flux.table(
  "webhook_inbox",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    provider: text({ enum: ["razorpay"] }).notNull(),
    eventId: text().notNull(),
    raw: text().notNull(),
    receivedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    appliedAt: timestamp({ withTimezone: true }),
  },
  (t) => [unique("webhook_inbox_event").on(t.provider, t.eventId)],
);
