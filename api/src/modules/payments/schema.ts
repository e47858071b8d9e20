import { z } from "@hono/zod-openapi";
import { moneySchema } from "../../http/money.ts";

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
      razorpay_payment_id: z.string().max(64),
      razorpay_order_id: z.string().max(64),
      razorpay_signature: z.string().max(128),
    })
    .transform((form) => ({
      proof: {
        providerOrderId: form.razorpay_order_id,
        providerPaymentId: form.razorpay_payment_id,
        signature: form.razorpay_signature,
      },
    })),
  z
    .object({ "error[metadata]": z.string().max(1_000) })
    .transform((form) => ({ failedProviderOrderId: orderIdIn(form["error[metadata]"]) })),
]);

function orderIdIn(metadata: string): string | null {
  try {
    return z.object({ order_id: z.string() }).parse(JSON.parse(metadata)).order_id;
  } catch {
    return null;
  }
}
