import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Wire } from "../faults.ts";
import { type page, policy } from "../page.ts";
import { checkoutPage, problemPage, returnPage, returnScript } from "./checkout-page.ts";
import type { Razorpay } from "./context.ts";
import { newId } from "./entities.ts";
import { RazorpayError } from "./errors.ts";
import { findOrder } from "./orders.ts";
import { attempt } from "./pay.ts";
import { bracketed } from "./requests.ts";
import { signCheckout } from "./signatures.ts";
import type { CheckoutRow, PaymentRow } from "./store.ts";

const embeddedSchema = z.object({
  key_id: z.string(),
  order_id: z.string({ error: "order_id is missing: payments without an order can't be captured." }),
  name: z.string().default("A shop"),
  description: z.string().default(""),
  image: z.string().default(""),
  callback_url: z.url({ protocol: /^https?$/, error: "callback_url must be an http(s) URL." }),
  cancel_url: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).default(""),
});

const paySchema = z.object({
  method: z.enum(["upi", "card", "netbanking", "wallet"]),
  vpa: z.string().optional(),
  bank: z.string().optional(),
  wallet: z.string().optional(),
  card_number: z.string().optional(),
  outcome: z.enum(["captured", "failed"]),
});

/**
 * Hosted checkout: a merchant's form is posted to /v1/checkout/embedded, the person pays on the page that
 * answers, and the browser is sent back by a form POST to `callback_url` (or a GET of `cancel_url`).
 * Source: razorpay.com/docs/payments/payment-gateway/web-integration/hosted/integration-steps.
 */
export function checkoutRoutes(razorpay: Razorpay) {
  const { store } = razorpay;
  return new Hono<Wire>()
    .post("/v1/checkout/embedded", async (c) => {
      const form = await c.req.parseBody();
      const fields = embeddedSchema.safeParse(form);
      if (!fields.success) return problem(c, fields.error.issues.map((issue) => issue.message).join(" "));
      if (fields.data.key_id !== razorpay.keyId) return problem(c, "The key_id is not one of this account.");
      const order = findOrder(razorpay, fields.data.order_id);
      const prefill = bracketed("prefill", form);
      const checkout: CheckoutRow = {
        id: newId("co_"),
        orderId: order.id,
        merchant: fields.data.name,
        description: fields.data.description,
        image: fields.data.image,
        callbackUrl: fields.data.callback_url,
        cancelUrl: fields.data.cancel_url,
        email: prefill.email ?? "",
        contact: prefill.contact ?? "",
        customer: prefill.name ?? "",
        notes: bracketed("notes", form),
      };
      store.checkouts.set(checkout);
      return show(c, checkoutPage(checkout, order.entity));
    })
    .post("/v1/checkout/:id/pay", async (c) => {
      const checkout = store.checkouts.get(c.req.param("id"));
      if (!checkout) return problem(c, "This checkout page is not known here. Start again from the shop.");
      const wish = paySchema.safeParse(await c.req.parseBody());
      if (!wish.success) return problem(c, "Choose a payment method.");
      const { card_number, ...details } = wish.data;
      const fields = await callbackFields(razorpay, checkout, { ...details, cardNumber: card_number });
      return show(c, returnPage(checkout, fields), returnScript);
    });
}

type Wish = Omit<z.infer<typeof paySchema>, "card_number"> & { cardNumber: string | undefined };

/** Pays, and says what the browser carries back to the merchant. */
async function callbackFields(razorpay: Razorpay, checkout: CheckoutRow, wish: Wish) {
  const { store } = razorpay;
  const before = checkout.paymentId ? store.payments.get(checkout.paymentId) : undefined;
  if (before) return successFields(razorpay, before);
  // Razorpay's own test ids: failure@razorpay is always refused.
  const refused = wish.method === "upi" && wish.vpa === "failure@razorpay";
  try {
    const payment = attempt(razorpay, {
      ...wish,
      outcome: refused ? "failed" : wish.outcome,
      order: findOrder(razorpay, checkout.orderId),
      email: checkout.email,
      contact: checkout.contact,
      cardName: checkout.customer,
      description: checkout.description,
      notes: checkout.notes,
    });
    if (payment.entity.status === "failed") return failureFields(payment);
    store.checkouts.set({ ...checkout, paymentId: payment.id });
    return successFields(razorpay, payment);
  } catch (error) {
    if (!(error instanceof RazorpayError)) throw error;
    const { metadata: _, ...fields } = error.toBody().error;
    return errorFields({ ...fields, metadata: { order_id: checkout.orderId } });
  }
}

export function successFields({ keySecret }: Razorpay, { entity }: PaymentRow) {
  return {
    razorpay_payment_id: entity.id,
    razorpay_order_id: entity.order_id,
    razorpay_signature: signCheckout(keySecret, entity.order_id, entity.id),
  };
}

/** What went wrong, as checkout and the API tell it. */
export function failureOf({ entity }: PaymentRow) {
  return {
    code: entity.error_code,
    description: entity.error_description,
    source: entity.error_source,
    step: entity.error_step,
    reason: entity.error_reason,
    metadata: { payment_id: entity.id, order_id: entity.order_id },
  };
}

const failureFields = (payment: PaymentRow) => errorFields(failureOf(payment));

/** A failed payment comes back as error[code], error[description], …, error[metadata] (a JSON text). */
function errorFields(error: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(error).map(([name, value]) => [
      `error[${name}]`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

function show(c: Context, content: ReturnType<typeof page>, script?: string) {
  c.header("content-security-policy", policy(script));
  c.header("cache-control", "no-store");
  return c.html(content);
}

function problem(c: Context, sentence: string) {
  return c.html(problemPage(sentence), 400);
}
