import { index, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import { flux } from "../../db/flux-schema.ts";
import type { Scope } from "../../permissions.ts";
import { users } from "../users/tables.ts";

const when = () => timestamp({ withTimezone: true });

/** What a program of the house signs its requests with. The key itself is written down nowhere. */
export const apiKeys = flux.table(
  "api_keys",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    /** SHA-256 of the key, hex. */
    keyHash: text().notNull().unique(),
    /** Who made it: it may do no more than they may. */
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull(),
    scopes: text().array().$type<Scope[]>().notNull(),
    createdAt: when().notNull().defaultNow(),
    expiresAt: when().notNull(),
    /** To the hour. */
    usedAt: when(),
    revokedAt: when(),
  },
  (t) => [index("api_keys_user").on(t.userId)],
);
