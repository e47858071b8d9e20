import { sql } from "drizzle-orm";
import { index, integer, numeric, primaryKey, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import type { Address } from "viem";
import { flux } from "../../db/flux-schema.ts";
import { users } from "../users/tables.ts";
import { departureStates } from "./states.ts";

const at = () => timestamp({ withTimezone: true });
const whole = () => numeric({ precision: 78, scale: 0, mode: "bigint" });
const whose = () =>
  uuid()
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** A garment that was asked to leave custody: one row each time, waiting or gone. */
export const departures = flux.table(
  "departures",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    userId: whose(),
    tokenId: whole().notNull(),
    /** How often the token had moved: it leaves this holder once. */
    moves: whole().notNull(),
    from: text().$type<Address>().notNull(),
    custodyIndex: integer().notNull(),
    to: text().$type<Address>().notNull(),
    /** A withdrawal goes to a wallet that is proved to be theirs, and counts for no limit. */
    via: text({ enum: ["send", "withdrawal"] }).notNull(),
    state: text({ enum: departureStates }).notNull(),
    askedAt: at().notNull().defaultNow(),
    /** Until when it waits, so that it can be stopped; null for one that went at once. */
    leavesAt: at(),
    /** SHA-256 of the token that was mailed, hex: who has it stops what waits for this address. */
    stopHash: text().unique(),
    relayId: uuid(),
    /** Why it was stopped, or did not leave. */
    failure: text(),
    endedAt: at(),
    /** When its person was mailed that it has arrived. */
    toldAt: at(),
  },
  (t) => [
    uniqueIndex("departures_once").on(t.tokenId, t.moves).where(sql`${t.state} in ('waiting', 'sent')`),
    index("departures_person").on(t.userId, t.askedAt),
    index("departures_due").on(t.leavesAt).where(sql`${t.state} = 'waiting'`),
    index("departures_untold").on(t.relayId).where(sql`${t.state} = 'sent' and ${t.toldAt} is null`),
  ],
);

/** Where somebody sent a garment before, or wants to: the first time waits. Wallets of their own are not here. */
export const destinations = flux.table(
  "destinations",
  {
    userId: whose(),
    /** Lower case. */
    address: text().notNull(),
    firstAskedAt: at().notNull().defaultNow(),
    /** From when on garments go there at once. */
    freeFrom: at().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.address] })],
);
