import { createRouter } from "../../http/create-router.ts";
import { publicId } from "../../http/public-id.ts";
import { publicRoute } from "../../http/route.ts";
import { acceptCallback } from "./accept-callback.ts";
import { paymentErrors } from "./errors.ts";
import { callbackForm, callbackQuery } from "./schema.ts";

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
    query: callbackQuery,
    form: callbackForm,
  },
  answers: {
    303: ["On to the order's page."],
  },
  errors: [paymentErrors.callback_signature_wrong],
});
paymentRoutes.openapi(callbackRoute, async (c) => {
  const form = c.req.valid("form");
  const { WEB_URL } = c.var.deps.env;
  if ("proof" in form) {
    const orderId = await acceptCallback(c.var.deps, form.proof);
    return c.redirect(`${WEB_URL}/orders/${publicId("ord", orderId)}?payment=received`, 303);
  }
  // Nobody signed this: it leads to the page that was named, and tells nothing that we know.
  const { order } = c.req.valid("query");
  const page = order ? `/orders/${publicId("ord", order)}?payment=failed` : "/orders";
  return c.redirect(`${WEB_URL}${page}`, 303);
});
