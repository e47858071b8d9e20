import { z } from "@hono/zod-openapi";
import type { ErrorFactory } from "../errors.ts";

export const errorSchema = z
  .object({ error: z.object({ code: z.string(), message: z.string(), requestId: z.string() }) })
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
