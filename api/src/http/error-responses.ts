import { z } from "@hono/zod-openapi";
import type { ErrorFactory } from "../errors.ts";

export const errorSchema = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      requestId: z.string(),
      problems: z
        .array(z.object({ path: z.string(), message: z.string() }))
        .optional()
        .openapi({ description: "Of `invalid_input`: what is wrong with which field." }),
      values: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
        .optional()
        .openapi({ description: "What the message was filled in with." }),
    }),
  })
  .openapi("Error", {
    example: { error: { code: "order_not_found", message: "There is no such order.", requestId: "8f3c…" } },
  });

/** The OpenAPI responses of the errors that a route can throw: `...errorResponses(orderErrors.cart_empty)`. */
export function errorResponses(...errors: ErrorFactory[]) {
  const byStatus = Map.groupBy(errors, (error) => error.status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((error) => error.message).join(" · "),
        content: { "application/json": { schema: errorSchema } },
      },
    ]),
  );
}
