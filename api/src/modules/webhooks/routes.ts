import { createRoute, z } from "@hono/zod-openapi";
import { createRouter } from "../../http/create-router.ts";
import { errorResponses } from "../../http/error-responses.ts";
import { webhookErrors } from "./errors.ts";
import { receiveWebhook } from "./receive-webhook.ts";

export const webhookRoutes = createRouter();

const razorpayRoute = createRoute({
  method: "post",
  path: "/api/webhooks/razorpay",
  tags: ["Webhooks"],
  summary: "Razorpay's messages",
  description: "The body is signed as it is, byte for byte: HMAC-SHA256 with the webhook's secret.",
  request: {
    // Described, not parsed: what was signed are the bytes as they came.
    body: { content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } } },
    headers: z.object({
      "x-razorpay-signature": z.string().max(128).default(""),
      "x-razorpay-event-id": z.string().max(128).optional(),
    }),
  },
  responses: {
    200: {
      description: "Kept.",
      content: { "application/json": { schema: z.object({ received: z.literal(true) }) } },
    },
    ...errorResponses(webhookErrors.webhook_signature_wrong),
  },
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
