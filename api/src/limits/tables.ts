import { bigint, integer, varchar } from "drizzle-orm/pg-core";
import { flux } from "../db/flux-schema.ts";

/** Counters of rate-limits.ts, in the shape rate-limiter-flexible writes. `expire` is in ms. */
export const rateLimits = flux.table("rate_limits", {
  key: varchar({ length: 255 }).primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: "number" }),
});
