import { sql } from "drizzle-orm";
import { check, customType, index, integer, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import type { Address } from "viem";
import { flux } from "../../db/flux-schema.ts";
import { users } from "../users/tables.ts";

/** Numbers the custody addresses. A rolled back registration leaves a gap, never a number used twice. */
export const custodyIndex = flux.sequence("custody_index", {
  startWith: 0,
  minValue: 0,
  maxValue: 2 ** 31 - 1,
});

/** Written lower case, as the indexer writes addresses, and so found by any case. */
const lowerCaseAddress = customType<{ data: Address; driverData: string }>({
  dataType: () => "text",
  toDriver: (address) => address.toLowerCase(),
});

/** An address that stands for a person: ours in custody, or a wallet they signed in with. */
export const wallets = flux.table(
  "wallets",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    address: lowerCaseAddress().notNull(),
    kind: text({ enum: ["custody", "own"] }).notNull(),
    /** Where custody derives the key: only for `custody`. */
    derivationIndex: integer().unique(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Since when it stands for the person no more. */
    unlinkedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index("wallets_user").on(t.userId),
    uniqueIndex("wallets_one_person").on(t.address).where(sql`${t.unlinkedAt} is null`),
    check("wallets_custody_stays", sql`${t.kind} = 'own' or ${t.unlinkedAt} is null`),
    check("wallets_custody_index", sql`(${t.kind} = 'custody') = (${t.derivationIndex} is not null)`),
    check("wallets_address", sql`${t.address} ~ '^0x[0-9a-f]{40}$'`),
  ],
);
