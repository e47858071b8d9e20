import { createRoute } from "@hono/zod-openapi";
import { createRouter } from "../../http/create-router.ts";
import { errorResponses, httpErrors } from "../../http/error.ts";
import { inr } from "../../http/money.ts";
import { publicId } from "../../http/public-id.ts";
import { requireUser } from "../../http/session.ts";
import { orderErrors } from "../orders/errors.ts";
import { orderParam } from "../orders/schema.ts";
import { acceptCallback } from "./accept-callback.ts";
import { paymentErrors } from "./errors.ts";
import { findPaymentByVendorOrder } from "./queries.ts";
import { callbackForm, startedPaymentSchema } from "./schema.ts";
import { startPayment } from "./start-payment.ts";

export const paymentRoutes = createRouter();

const startRoute = createRoute({
  method: "post",
  path: "/api/orders/{id}/payment",
  tags: ["Payments"],
  summary: "Get the payment page of an order",
  description: "Safe to repeat: one order has one payment at the vendor.",
  middleware: [requireUser] as const,
  request: { params: orderParam },
  responses: {
    200: { description: "Where to pay.", content: { "application/json": { schema: startedPaymentSchema } } },
    ...errorResponses(
      httpErrors.invalid_input,
      httpErrors.not_signed_in,
      orderErrors.order_not_found,
      orderErrors.order_not_payable,
      paymentErrors.vendor_unreachable,
    ),
  },
});
paymentRoutes.openapi(startRoute, async (c) => {
  const { deps, user: buyer } = c.var;
  const { amountPaise, ...payment } = await startPayment(deps, { buyer, orderId: c.req.valid("param").id });
  return c.json({ provider: "razorpay" as const, ...payment, ...inr(amountPaise) }, 200);
});

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
