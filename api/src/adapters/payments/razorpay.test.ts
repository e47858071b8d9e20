import { randomUUID } from "node:crypto";
import { startRazorpay } from "@flux/sandbox/razorpay";
import { afterAll, expect, test } from "vitest";
import { createRazorpay } from "./razorpay.ts";

const keys = { keyId: "rzp_test_key", keySecret: "secret", webhookSecret: "webhook-secret" };
const server = await startRazorpay({
  port: 0,
  ...keys,
  webhookUrl: "http://127.0.0.1:9",
  webhookRetryMs: [],
});
const vendor = createRazorpay({
  RAZORPAY_API_URL: server.url,
  RAZORPAY_KEY_ID: keys.keyId,
  RAZORPAY_KEY_SECRET: keys.keySecret,
});
afterAll(() => server.close());

async function capturedPayment(amountPaise: number) {
  const receipt = randomUUID().replaceAll("-", "");
  const { providerOrderId } = await vendor.createOrder({ receipt, amountPaise, orderNumber: "FLX-1" });
  const paid = await fetch(`${server.url}/sandbox/pay`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ order_id: providerOrderId, outcome: "captured" }),
  });
  return ((await paid.json()) as { razorpay_payment_id: string }).razorpay_payment_id;
}

test("a part of a payment that is asked back twice comes back once", async () => {
  const providerPaymentId = await capturedPayment(100_000);
  const refund = { refundId: randomUUID(), providerPaymentId, amountPaise: 30_000 };
  const first = await vendor.refund(refund);
  const second = await vendor.refund(refund);
  expect(second.providerRefundId).toBe(first.providerRefundId);
  const other = await vendor.refund({ ...refund, refundId: randomUUID() });
  expect(other.providerRefundId).not.toBe(first.providerRefundId);
});

test("who has no webhook's secret believes no webhook", () => {
  expect(vendor.verifyWebhook(new TextEncoder().encode("{}"), "")).toBe(false);
});
