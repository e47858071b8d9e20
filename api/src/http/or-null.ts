import { z } from "@hono/zod-openapi";

/**
 * A named schema or null. `.nullable()` on a schema with a name of its own makes a document that forbids the null:
 * the name's type and the null's stand in one `allOf`.
 */
export function orNull<Schema extends z.ZodType>(schema: Schema) {
  return z.union([schema, z.null()]);
}
