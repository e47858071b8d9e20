import { boolean, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import { flux } from "../../db/flux-schema.ts";

const when = () => timestamp({ withTimezone: true });

/** A person. Only proven e-mail addresses stand here; null for people who came with a wallet. */
export const users = flux.table("users", {
  id: uuid().primaryKey().$defaultFn(uuidv7),
  name: text().notNull(),
  /** Lower case. */
  email: text().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  role: text({ enum: ["customer", "admin", "super_admin"] })
    .notNull()
    .default("customer"),
  createdAt: when().notNull().defaultNow(),
  updatedAt: when().notNull().defaultNow(),
});
