import { z } from "@hono/zod-openapi";

/** Money as the API says it: whole paise, never a float. */
export const moneySchema = z
  .object({
    amount: z.int().openapi({ description: "In paise: 100 are one rupee." }),
    currency: z.literal("INR"),
  })
  .openapi("Money", { example: { amount: 499900, currency: "INR" } });

export function inr(amountPaise: number) {
  return { amount: amountPaise, currency: "INR" as const };
}
