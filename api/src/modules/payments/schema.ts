import { z } from "@hono/zod-openapi";
import { moneySchema } from "../../http/money.ts";
import { publicIdSchema } from "../../http/public-id.ts";
import { exactText } from "../../input/text.ts";

export const startedPaymentSchema = z
  .object({
    provider: z.literal("razorpay"),
    keyId: z.string(),
    providerOrderId: z.string(),
    ...moneySchema.shape,
    checkout: z
      .object({ action: z.url(), fields: z.record(z.string(), z.string()) })
      .openapi({ description: "Post these fields as a form to `action`: it is the payment page." }),
  })
  .openapi("StartedPayment");

/** What the payment page's form brings back: a proof, or what went wrong. */
export const callbackForm = z.union([
  z
    .object({
      razorpay_payment_id: exactText({ max: 64 }),
      razorpay_order_id: exactText({ max: 64 }),
      razorpay_signature: exactText({ max: 128 }),
    })
    .transform((form) => ({
      proof: {
        providerOrderId: form.razorpay_order_id,
        providerPaymentId: form.razorpay_payment_id,
        signature: form.razorpay_signature,
      },
    })),
  z.object({ "error[metadata]": z.string().max(1_000) }).transform(() => ({ failed: true as const })),
]);

/** Our own order, which we gave the payment page with the address to come back to. */
export const callbackQuery = z.object({ order: publicIdSchema("ord").optional() });
