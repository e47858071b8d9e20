import { bigint, text, timestamp } from "drizzle-orm/pg-core";
import { flux } from "../../db/flux-schema.ts";

/** The words and the picture of a design. When it opens and closes, and every vote for it, the chain says. */
export const designs = flux.table("designs", {
  /** The design's id on chain. */
  id: bigint({ mode: "number" }).primaryKey(),
  title: text().notNull(),
  description: text().notNull(),
  /** Path on the shop's origin, or null until it is drawn. */
  picture: text(),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});
