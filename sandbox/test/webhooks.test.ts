import Razorpay from "razorpay";
import { expect, test } from "vitest";
import { getJson, keys, post, putFaults, razorpayWith, scratch, webhookSecret } from "./fixture.ts";

const auth = {
  authorization: `Basic ${btoa(`${keys.key_id}:${keys.key_secret}`)}`,
  "content-type": "application/json",
};

async function newOrder(url: string, amount = 1_000): Promise<string> {
  const body = JSON.stringify({ amount, currency: "INR" });
  const response = await fetch(`${url}/v1/orders`, { method: "POST", headers: auth, body });
  return JSON.parse(await response.text()).id;
}

async function payFor(url: string, order_id: string, outcome = "captured") {
  return (await post(`${url}/sandbox/pay`, { order_id, outcome })).body;
}

/** Longer than any test: what is due then comes when it is asked for. */
const tenMinutes = 600_000;

function captureNow(url: string, paymentId: string) {
  return fetch(`${url}/sandbox/payments/${paymentId}/capture`, { method: "POST" });
}

function fetched(url: string, path: string) {
  return getJson(url + path, { headers: auth });
}

test("a paid order is told by three signed events, each a snapshot of its moment", async () => {
  const { razorpay, receiver } = await razorpayWith();
  const orderId = await newOrder(razorpay.url);
  await payFor(razorpay.url, orderId);
  await expect.poll(() => receiver.received).toHaveLength(3);
  const byEvent = new Map(receiver.received.map((one) => [JSON.parse(one.body).event, one]));
  expect([...byEvent.keys()].sort()).toEqual(["order.paid", "payment.authorized", "payment.captured"]);

  for (const { body, headers } of receiver.received) {
    const signature = String(headers["x-razorpay-signature"]);
    expect(Razorpay.validateWebhookSignature(body, signature, webhookSecret)).toBe(true);
    expect(Razorpay.validateWebhookSignature(`${body} `, signature, webhookSecret)).toBe(false);
  }
  const ids = receiver.received.map(({ headers }) => headers["x-razorpay-event-id"]);
  expect(new Set(ids).size).toBe(3);

  const bodyOf = (event: string) => JSON.parse(byEvent.get(event)?.body ?? "null");
  expect(bodyOf("payment.authorized").payload.payment.entity).toMatchObject({
    status: "authorized",
    captured: false,
  });
  expect(bodyOf("payment.captured").payload.payment.entity).toMatchObject({
    status: "captured",
    base_amount: 1_000,
  });
  expect(bodyOf("order.paid")).toStrictEqual({
    entity: "event",
    account_id: expect.stringMatching(/^acc_\w{14}$/),
    event: "order.paid",
    contains: ["payment", "order"],
    payload: {
      payment: { entity: expect.objectContaining({ order_id: orderId, status: "captured" }) },
      order: {
        entity: expect.objectContaining({ id: orderId, status: "paid", amount_paid: 1_000, attempts: 1 }),
      },
    },
    created_at: expect.any(Number),
  });
});

test("a refused payment is told by payment.failed with the bank's reason", async () => {
  const { razorpay, receiver } = await razorpayWith();
  await payFor(razorpay.url, await newOrder(razorpay.url), "failed");
  await expect.poll(() => receiver.events()).toEqual(["payment.failed"]);
  expect(JSON.parse(receiver.received[0]?.body ?? "").payload.payment.entity).toMatchObject({
    status: "failed",
    captured: false,
    fee: null,
    error_code: "BAD_REQUEST_ERROR",
    error_source: "bank",
    error_step: "payment_authorization",
    error_reason: "payment_failed",
  });
});

test("an event that is not answered with 2xx in time comes again, the same to the last byte", async () => {
  const answers: (number | "hang")[] = [500, "hang", 302];
  const { razorpay, receiver } = await razorpayWith({
    answer: (nth) => answers[nth - 1] ?? 204,
    timeoutMs: 100,
  });
  await payFor(razorpay.url, await newOrder(razorpay.url), "failed");
  const delivered = () => fetched(razorpay.url, "/sandbox/webhooks?state=delivered");
  await expect.poll(delivered).toMatchObject([{ event: "payment.failed", lastAnswer: "204" }]);
  // More than four where an answer of ours came too late, too.
  expect(receiver.received.length).toBeGreaterThanOrEqual(4);
  expect(await delivered()).toMatchObject([{ attempts: receiver.received.length }]);
  const same = receiver.received.map(({ body, headers }) =>
    JSON.stringify([body, headers["x-razorpay-event-id"], headers["x-razorpay-signature"]]),
  );
  expect(new Set(same).size).toBe(1);
});

test("an undelivered event goes out after a restart, under its old signature", async () => {
  let up = false;
  const { razorpay, receiver, restart } = await razorpayWith({
    answer: () => (up ? 200 : 503),
    dataDir: scratch(),
  });
  await payFor(razorpay.url, await newOrder(razorpay.url), "failed");
  await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
  up = true;
  await restart({ webhookSecret: "a new secret" });
  await expect.poll(() => fetched(razorpay.url, "/sandbox/webhooks?state=delivered")).toHaveLength(1);
  const last = receiver.received.at(-1);
  const signature = String(last?.headers["x-razorpay-signature"]);
  expect(Razorpay.validateWebhookSignature(last?.body ?? "", signature, webhookSecret)).toBe(true);
});

test("fault: an event arrives as often as asked, with one event id", async () => {
  const { razorpay, receiver } = await razorpayWith();
  await putFaults(razorpay, { on: "webhook payment.captured", do: "duplicate", copies: 4 });
  await payFor(razorpay.url, await newOrder(razorpay.url));
  await expect.poll(() => receiver.received).toHaveLength(6);
  const captured = receiver.received.filter(({ body }) => JSON.parse(body).event === "payment.captured");
  expect(new Set(captured.map(({ headers }) => headers["x-razorpay-event-id"])).size).toBe(1);
});

test("fault: events arrive in the wrong order", async () => {
  const { razorpay, receiver } = await razorpayWith();
  await putFaults(razorpay, { on: "webhook *", do: "shuffle" });
  await payFor(razorpay.url, await newOrder(razorpay.url));
  await expect
    .poll(() => receiver.events())
    .toEqual(["order.paid", "payment.captured", "payment.authorized"]);
});

test("fault: events can be withheld, and sent later on request", async () => {
  const { razorpay, receiver } = await razorpayWith();
  await putFaults(razorpay, { on: "webhook *", do: "suppress", times: 3 });
  const orderId = await newOrder(razorpay.url);
  await payFor(razorpay.url, orderId);
  expect(await fetched(razorpay.url, `/v1/orders/${orderId}`)).toMatchObject({ status: "paid" });
  const rows = await fetched(razorpay.url, "/sandbox/webhooks?state=suppressed");
  expect(rows).toHaveLength(3);
  expect(receiver.received).toHaveLength(0);
  await fetch(`${razorpay.url}/sandbox/webhooks/${rows[0].id}/replay`, { method: "POST" });
  await expect.poll(() => receiver.events()).toEqual(["order.paid"]);
});

test("fault: a genuine event can name the wrong amount, a forged one the right", async () => {
  const { razorpay, receiver } = await razorpayWith();
  await putFaults(
    razorpay,
    { on: "webhook payment.captured", do: "wrong_amount", amount: 100 },
    { on: "webhook order.paid", do: "bad_signature" },
  );
  await payFor(razorpay.url, await newOrder(razorpay.url));
  await expect.poll(() => receiver.received).toHaveLength(3);
  const verdicts = receiver.received.map(({ body, headers }) => {
    const { event, payload } = JSON.parse(body);
    const signature = String(headers["x-razorpay-signature"]);
    return [
      event,
      payload.payment.entity.amount,
      Razorpay.validateWebhookSignature(body, signature, webhookSecret),
    ];
  });
  expect(verdicts.sort()).toEqual([
    ["order.paid", 1_000, false],
    ["payment.authorized", 1_000, true],
    ["payment.captured", 100, true],
  ]);
});

test("fault: a payment that failed is captured later", async () => {
  const { razorpay, receiver } = await razorpayWith();
  await putFaults(razorpay, { on: "payment *", do: "late_capture", ms: tenMinutes });
  const orderId = await newOrder(razorpay.url);
  const { error, razorpay_payment_id } = await payFor(razorpay.url, orderId);
  expect(error.reason).toBe("payment_failed");
  await expect.poll(() => receiver.events()).toEqual(["payment.failed"]);
  await captureNow(razorpay.url, razorpay_payment_id);
  await expect.poll(() => receiver.received).toHaveLength(4);
  expect(receiver.events()[0]).toBe("payment.failed");
  expect(receiver.events().slice(1).sort()).toEqual(["order.paid", "payment.authorized", "payment.captured"]);
  expect(await fetched(razorpay.url, `/v1/payments/${razorpay_payment_id}`)).toMatchObject({
    status: "captured",
    error_code: null,
  });
});

test("a late payment for an order that another attempt has paid is given back by Razorpay", async () => {
  const { razorpay } = await razorpayWith();
  await putFaults(razorpay, { on: "payment *", do: "late_capture", ms: tenMinutes });
  const orderId = await newOrder(razorpay.url);
  const late = await payFor(razorpay.url, orderId);
  await payFor(razorpay.url, orderId);
  await captureNow(razorpay.url, late.razorpay_payment_id);
  expect(await fetched(razorpay.url, `/v1/payments/${late.razorpay_payment_id}`)).toMatchObject({
    status: "refunded",
    captured: false,
    amount_refunded: 1_000,
  });
});

test("fault: a late capture comes by itself when its time has come", async () => {
  const { razorpay } = await razorpayWith();
  await putFaults(razorpay, { on: "payment *", do: "late_capture", ms: 50 });
  const { razorpay_payment_id } = await payFor(razorpay.url, await newOrder(razorpay.url));
  await expect
    .poll(() => fetched(razorpay.url, `/v1/payments/${razorpay_payment_id}`))
    .toMatchObject({ status: "captured" });
  const again = await captureNow(razorpay.url, razorpay_payment_id);
  expect(again.status).toBe(404);
});

test("fault: a refund is accepted and fails afterwards", async () => {
  const { razorpay, receiver } = await razorpayWith();
  const { razorpay_payment_id } = await payFor(razorpay.url, await newOrder(razorpay.url));
  await putFaults(razorpay, { on: "refund *", do: "fail" });
  const response = await fetch(`${razorpay.url}/v1/payments/${razorpay_payment_id}/refund`, {
    method: "POST",
    headers: auth,
    body: "{}",
  });
  expect(await response.json()).toMatchObject({ status: "pending" });
  await expect.poll(() => receiver.events()).toContain("refund.failed");
  expect(await fetched(razorpay.url, `/v1/payments/${razorpay_payment_id}`)).toMatchObject({
    amount_refunded: 0,
  });
});
