import { z } from "@hono/zod-openapi";

/** A whole number that fits PostgreSQL's integer: for all that meets such a column. */
export const int4 = z
  .int()
  .min(-(2 ** 31))
  .max(2 ** 31 - 1);
