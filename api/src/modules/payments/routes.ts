import { createRoute } from "@hono/zod-openapi";
import { httpErrors } from "../../errors.ts";
import { createRouter } from "../../http/create-router.ts";
import { errorResponses } from "../../http/error-responses.ts";
import { publicId } from "../../http/public-id.ts";
import { acceptCallback } from "./accept-callback.ts";
import { paymentErrors } from "./errors.ts";
import { findPaymentByVendorOrder } from "./queries.ts";
import { callbackForm } from "./schema.ts";

export const paymentRoutes = createRouter();

// The browser comes from Razorpay's origin with a form: its own proof is the signature, so the check against
// cross-site requests leaves it alone.
const callbackRoute = createRoute({
  method: "post",
  path: "/api/payments/razorpay/callback",
  tags: ["Payments"],
  summary: "Where the payment page sends the browser back to",
  request: {
    body: { required: true, content: { "application/x-www-form-urlencoded": { schema: callbackForm } } },
  },
  responses: {
    303: { description: "On to the order's page." },
    ...errorResponses(httpErrors.invalid_input, paymentErrors.callback_signature_wrong),
  },
});
paymentRoutes.openapi(callbackRoute, async (c) => {
  const form = c.req.valid("form");
  const { db, env } = c.var.deps;
  const orderPage = (orderId: string) => `${env.WEB_URL}/orders/${publicId("ord", orderId)}`;
  if ("proof" in form) {
    const orderId = await acceptCallback(c.var.deps, form.proof);
    return c.redirect(`${orderPage(orderId)}?payment=received`, 303);
  }
  const payment = form.failedProviderOrderId
    ? await findPaymentByVendorOrder(db, form.failedProviderOrderId)
    : undefined;
  return c.redirect(payment ? `${orderPage(payment.orderId)}?payment=failed` : `${env.WEB_URL}/orders`, 303);
});
