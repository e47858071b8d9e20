import { createHmac } from "node:crypto";

/** What checkout hands to the browser: HMAC-SHA256(key secret, "order|payment"), hex. */
export function signCheckout(secret: string, orderId: string, paymentId: string): string {
  return hmac(secret, `${orderId}|${paymentId}`);
}

/** X-Razorpay-Signature: HMAC-SHA256(webhook secret, raw body), hex. */
export function signWebhook(secret: string, rawBody: string): string {
  return hmac(secret, rawBody);
}

function hmac(secret: string, message: string): string {
  return createHmac("sha256", secret).update(message).digest("hex");
}
