import { z } from "@hono/zod-openapi";
import { createRouter } from "../../http/create-router.ts";
import { publicRoute } from "../../http/route.ts";
import { webhookErrors } from "./errors.ts";
import { receiveWebhook } from "./receive-webhook.ts";

export const webhookRoutes = createRouter();

const razorpayRoute = publicRoute({
  id: "receiveRazorpayWebhook",
  method: "post",
  path: "/api/webhooks/razorpay",
  tag: "Webhooks",
  summary: "Razorpay's messages",
  description: "The body is signed as it is, byte for byte: HMAC-SHA256 with the webhook's secret.",
  request: {
    // Described, not parsed: what was signed are the bytes as they came.
    bytes: z.string().openapi({ format: "binary" }),
    headers: z.object({
      "x-razorpay-signature": z.string().max(128).default(""),
      "x-razorpay-event-id": z
        .string()
        .regex(/^[\x21-\x7e]{1,128}$/, "1 to 128 signs of ASCII")
        .optional(),
    }),
  },
  answers: {
    200: ["Kept.", z.object({ received: z.literal(true) })],
  },
  errors: [webhookErrors.webhook_signature_wrong],
});
webhookRoutes.openapi(razorpayRoute, async (c) => {
  const headers = c.req.valid("header");
  await receiveWebhook(c.var.deps, {
    rawBody: new Uint8Array(await c.req.arrayBuffer()),
    signature: headers["x-razorpay-signature"],
    eventId: headers["x-razorpay-event-id"],
  });
  return c.json({ received: true as const }, 200);
});
