import { bigint, boolean, index, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import type { Hex } from "viem";
import { flux } from "../../db/flux-schema.ts";
import { garments } from "../stock/tables.ts";

const at = () => timestamp({ withTimezone: true });
const garmentId = () => uuid().references(() => garments.id);

/** 32 bytes that one chip may sign, once, soon. */
export const tapChallenges = flux.table("tap_challenges", {
  id: uuid().primaryKey().$defaultFn(uuidv7),
  challenge: text().$type<Hex>().notNull(),
  expiresAt: at().notNull(),
  usedAt: at(),
});

/** The highest counter that a chip's rolling URL has shown us. It only rises. */
export const tapCounters = flux.table("tap_counters", {
  garmentId: garmentId().primaryKey(),
  lastCounter: bigint({ mode: "number" }).notNull(),
  // Since a restore nobody knows how far it counted: what it shows next is noted, and not believed.
  stale: boolean().notNull().default(false),
});

/** Every tap that proved to be the garment's own chip. */
export const taps = flux.table(
  "taps",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    garmentId: garmentId().notNull(),
    kind: text({ enum: ["challenge", "url"] }).notNull(),
    // Which challenge, or which counter: neither counts twice.
    challengeId: uuid()
      .unique()
      .references(() => tapChallenges.id),
    counter: bigint({ mode: "number" }),
    /** Who was signed in; null for a stranger. */
    userId: uuid(),
    at: at().notNull().defaultNow(),
  },
  (table) => [unique().on(table.garmentId, table.counter), index().on(table.garmentId, table.at)],
);
