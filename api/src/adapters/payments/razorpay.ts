import { createHmac, timingSafeEqual } from "node:crypto";
import type { ApiEnv, Env } from "../../env.ts";
import type { CheckoutOrder, PaymentVendor } from "./payments.ts";
import {
  collection,
  knownOrder,
  orderAnswer,
  paymentsAnswer,
  refundAnswer,
  refundsAnswer,
  toFacts,
  toPaymentFacts,
  toRefundFact,
} from "./razorpay-schema.ts";
import { call, openSdk } from "./razorpay-sdk.ts";

type Settings = Pick<Env, "RAZORPAY_API_URL" | "RAZORPAY_KEY_ID" | "RAZORPAY_KEY_SECRET"> &
  // Of the API alone: without them no webhook is believed.
  Partial<Pick<ApiEnv, "RAZORPAY_WEBHOOK_SECRET" | "RAZORPAY_WEBHOOK_SECRET_PREVIOUS">>;

/** Razorpay by its own SDK. Facts and sources: razorpay.com/docs/api. */
export function createRazorpay(env: Settings): PaymentVendor {
  const { RAZORPAY_API_URL: apiUrl, RAZORPAY_KEY_ID: keyId, RAZORPAY_KEY_SECRET: keySecret } = env;
  const sdk = openSdk({ apiUrl, keyId, keySecret });
  // After a change of the webhook's secret, the retries of older events still carry the old one.
  const webhookSecrets = [env.RAZORPAY_WEBHOOK_SECRET, env.RAZORPAY_WEBHOOK_SECRET_PREVIOUS].filter(
    (secret) => secret !== undefined,
  );

  return {
    keyId,

    async createOrder({ receipt, amountPaise, orderNumber }) {
      const order = {
        amount: amountPaise,
        currency: "INR",
        receipt,
        notes: { order: orderNumber },
        // The repeat of a create whose answer was lost is answered with the first order.
        unique_receipt: true,
      };
      const answer = await call(() => sdk.orders.create(order), { tries: 2 });
      return { providerOrderId: orderAnswer.parse(answer).id };
    },

    checkout: (order) => ({
      action: `${apiUrl}/v1/checkout/embedded`,
      fields: checkoutFields(keyId, order),
    }),

    verifyCallback: ({ providerOrderId, providerPaymentId, signature }) =>
      isSignedBy(keySecret, `${providerOrderId}|${providerPaymentId}`, signature),

    // Every secret is tried, whichever fits first: the time taken tells nothing.
    verifyWebhook: (rawBody, signature) =>
      webhookSecrets.map((secret) => isSignedBy(secret, rawBody, signature)).includes(true),

    readWebhook: toFacts,

    async paymentsOf(providerOrderId) {
      const answer = await call(() => sdk.orders.fetchPayments(providerOrderId), { tries: 2 });
      return toPaymentFacts(paymentsAnswer.parse(answer).items).reverse();
    },

    async *paymentsSince(sinceSec) {
      for await (const page of pages((page) => sdk.payments.all({ from: sinceSec, ...page })))
        yield* toPaymentFacts(paymentsAnswer.parse(page).items);
    },

    async *refundsSince(sinceSec) {
      for await (const page of pages((page) => sdk.refunds.all({ from: sinceSec, ...page })))
        yield* refundsAnswer.parse(page).items.map(toRefundFact);
    },

    async orderOf(providerOrderId) {
      const { receipt, notes } = knownOrder.parse(
        await call(() => sdk.orders.fetch(providerOrderId), { tries: 2 }),
      );
      return receipt && notes ? { receipt, orderNumber: notes.order } : null;
    },

    async refund({ refundId, providerPaymentId, amountPaise }) {
      const refund = { amount: amountPaise, receipt: refundId, speed: "normal" as const };
      const answer = await call(() => sdk.payments.refund(providerPaymentId, refund), { tries: 1 });
      return toRefundFact(refundAnswer.parse(answer));
    },
  };
}

const mostItems = 100;

/** Lists come by pages. What comes in meanwhile stands at their head, so an item may be told twice and none is left out. */
async function* pages(read: (page: { count: number; skip: number }) => Promise<unknown>) {
  for (let skip = 0; ; skip += mostItems) {
    const page = await call(() => read({ count: mostItems, skip }), { tries: 2 });
    yield page;
    if (collection.parse(page).items.length < mostItems) return;
  }
}

/** Hosted checkout: razorpay.com/docs/payments/payment-gateway/web-integration/hosted/integration-steps. */
function checkoutFields(keyId: string, order: CheckoutOrder): Record<string, string> {
  return {
    key_id: keyId,
    amount: String(order.amountPaise),
    currency: "INR",
    order_id: order.providerOrderId,
    name: "FLUX",
    description: `Order ${order.orderNumber}`,
    "prefill[name]": order.buyer.name,
    "prefill[contact]": order.buyer.phone,
    ...(order.buyer.email ? { "prefill[email]": order.buyer.email } : {}),
    callback_url: order.callbackUrl,
    cancel_url: order.cancelUrl,
  };
}

/** HMAC-SHA256 in hex, compared in constant time: how far a guess was right must not show. */
function isSignedBy(secret: string, message: string | Uint8Array, signature: string): boolean {
  const expected = createHmac("sha256", secret).update(message).digest();
  const given = Buffer.from(signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
