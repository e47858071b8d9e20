import { createRouter } from "../../http/create-router.ts";
import { publicId } from "../../http/public-id.ts";
import { publicRoute } from "../../http/route.ts";
import { acceptCallback } from "./accept-callback.ts";
import { paymentErrors } from "./errors.ts";
import { findPaymentByVendorOrder } from "./queries.ts";
import { callbackForm } from "./schema.ts";

export const paymentRoutes = createRouter();

// The browser comes from Razorpay's origin with a form: its own proof is the signature, so the check against
// cross-site requests leaves it alone.
const callbackRoute = publicRoute({
  id: "acceptPaymentCallback",
  method: "post",
  path: "/api/payments/razorpay/callback",
  tag: "Payments",
  summary: "Where the payment page sends the browser back to",
  request: {
    form: callbackForm,
  },
  answers: {
    303: ["On to the order's page."],
  },
  errors: [paymentErrors.callback_signature_wrong],
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
