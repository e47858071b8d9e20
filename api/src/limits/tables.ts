import { bigint, integer, text } from "drizzle-orm/pg-core";
import { flux } from "../db/flux-schema.ts";

/** Counters of rate-limits.ts, in the shape rate-limiter-flexible writes; its own 255 characters are too few for an e-mail address and a network. `expire` is in ms. */
export const rateLimits = flux.table("rate_limits", {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: "number" }),
});
