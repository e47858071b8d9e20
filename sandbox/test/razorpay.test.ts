import Razorpay from "razorpay";
import { validatePaymentVerification } from "razorpay/dist/utils/razorpay-utils.js";
import { expect, test } from "vitest";
import { signCheckout } from "../src/razorpay/signatures.ts";
import { keys, post, razorpayWith, scratch } from "./fixture.ts";

/** The real SDK, pointed at the sandbox through its axios instance (undocumented, not in its types). */
function sdk(url: string, secret = keys.key_secret): Razorpay {
  const client = new Razorpay({ ...keys, key_secret: secret });
  defaultsOf(client).baseURL = url;
  return client;
}

function defaultsOf(client: Razorpay) {
  return Reflect.get(client.api, "rq").defaults;
}

const refusal = (description: string, fields: object = {}) => ({
  statusCode: 400,
  error: {
    code: "BAD_REQUEST_ERROR",
    description,
    source: "business",
    step: "payment_initiation",
    reason: "input_validation_failed",
    metadata: {},
    ...fields,
  },
});

test("an order made by the razorpay SDK has every field of the real one, and can be fetched again", async () => {
  const { razorpay } = await razorpayWith();
  const client = sdk(razorpay.url);
  const order = await client.orders.create({ amount: 499_900, currency: "INR", receipt: "ord_1" });
  expect(order).toStrictEqual({
    id: expect.stringMatching(/^order_[0-9A-Za-z]{14}$/),
    entity: "order",
    amount: 499_900,
    amount_paid: 0,
    amount_due: 499_900,
    currency: "INR",
    receipt: "ord_1",
    offer_id: null,
    status: "created",
    attempts: 0,
    notes: [],
    created_at: expect.any(Number),
  });
  expect(await client.orders.fetch(order.id)).toStrictEqual(order);
  expect((await client.orders.all({ receipt: "ord_1" })).items).toStrictEqual([order]);
});

test("notes come back as an object when there are any", async () => {
  const { razorpay } = await razorpayWith();
  const notes = { order: "ord_1" };
  const order = await sdk(razorpay.url).orders.create({ amount: 100, currency: "INR", notes });
  expect(order.notes).toStrictEqual(notes);
});

test("a create that is retried with unique_receipt gives the same order, a receipt used twice is refused", async () => {
  const { razorpay } = await razorpayWith();
  const client = sdk(razorpay.url);
  const wish = { amount: 100, currency: "INR", receipt: "ord_1", unique_receipt: true };
  const first = await client.orders.create(wish);
  expect((await client.orders.create(wish)).id).toBe(first.id);
  const twice = client.orders.create({ amount: 100, currency: "INR", receipt: "ord_1" });
  await expect(twice).rejects.toStrictEqual(refusal("Order receipt should be unique.", { field: "receipt" }));
  const otherSum = client.orders.create({ ...wish, amount: 200 });
  await expect(otherSum).rejects.toMatchObject({ error: { description: "Order receipt should be unique." } });
});

test("orders are refused in Razorpay's words", async () => {
  const { razorpay } = await razorpayWith();
  const client = sdk(razorpay.url);
  const small = client.orders.create({ amount: 99, currency: "INR" });
  await expect(small).rejects.toStrictEqual(
    refusal("Order amount less than minimum amount allowed", {
      step: "order_creation",
      reason: "amount_less_than_minimum_amount",
      field: "amount",
    }),
  );
  await expect(client.orders.create({ amount: 100.5, currency: "INR" })).rejects.toStrictEqual(
    refusal("The amount must be an integer.", { field: "amount" }),
  );
  const extra = Object.assign({ amount: 100, currency: "INR" }, { transfers: [] });
  await expect(client.orders.create(extra)).rejects.toStrictEqual(
    refusal("transfers is/are not required and should not be sent", { reason: "extra_field_sent" }),
  );
  await expect(client.orders.fetch("order_00000000000000")).rejects.toStrictEqual(
    refusal("The id provided does not exist"),
  );
  const stranger = sdk(razorpay.url, "wrong").orders.create({ amount: 100, currency: "INR" });
  await expect(stranger).rejects.toMatchObject({
    statusCode: 401,
    error: { description: "Authentication failed" },
  });
});

test("a payment's signature passes the SDK's check, and only for its own order", async () => {
  const { razorpay } = await razorpayWith();
  const order = await sdk(razorpay.url).orders.create({ amount: 100, currency: "INR" });
  const { body } = await post(`${razorpay.url}/sandbox/pay`, { order_id: order.id });
  const payment_id = body.razorpay_payment_id;
  const check = (order_id: string) =>
    validatePaymentVerification({ order_id, payment_id }, body.razorpay_signature, keys.key_secret);
  expect(check(order.id)).toBe(true);
  expect(check("order_00000000000000")).toBe(false);
});

test("checkout signs as Razorpay's published example does", () => {
  // razorpay.com/docs, hosted integration, step 1.4.
  const signature = signCheckout("EnLs21M47BllR3X8PSFtjtbd", "order_IEIaMR65cu6nz3", "pay_IH4NVgf4Dreq1l");
  expect(signature).toBe("0d4e745a1838664ad6c9c9902212a32d627d68e917290b0ad5f08ff4561bc50f");
});

test("an order takes many attempts but one captured payment", async () => {
  const { razorpay } = await razorpayWith();
  const client = sdk(razorpay.url);
  const order = await client.orders.create({ amount: 100, currency: "INR" });
  const pay = (outcome: string) => post(`${razorpay.url}/sandbox/pay`, { order_id: order.id, outcome });
  const failed = await pay("failed");
  expect(failed.body.error).toMatchObject({ source: "bank", reason: "payment_failed" });
  expect(await client.orders.fetch(order.id)).toMatchObject({
    status: "attempted",
    attempts: 1,
    amount_due: 100,
  });
  const paid = await pay("captured");
  expect(await client.orders.fetch(order.id)).toMatchObject({
    status: "paid",
    attempts: 2,
    amount_paid: 100,
  });
  const again = await pay("captured");
  expect(again).toMatchObject({ status: 400, body: { error: { reason: "order_already_paid" } } });

  const payments = await client.orders.fetchPayments(order.id);
  expect(payments.count).toBe(2);
  expect(payments.items.map(({ id, status }) => [id, status])).toEqual([
    [paid.body.razorpay_payment_id, "captured"],
    [failed.body.razorpay_payment_id, "failed"],
  ]);
});

test("an order with manual capture is paid only once its payment is captured in full", async () => {
  const { razorpay } = await razorpayWith();
  const client = sdk(razorpay.url);
  const order = await client.orders.create({ amount: 500, currency: "INR", payment_capture: false });
  const { body } = await post(`${razorpay.url}/sandbox/pay`, { order_id: order.id, method: "card" });
  const id = body.razorpay_payment_id;
  expect(await client.payments.fetch(id)).toMatchObject({ status: "authorized", captured: false, fee: null });
  await expect(client.payments.capture(id, 400, "INR")).rejects.toMatchObject({
    error: { description: "Capture amount must be equal to the amount authorized" },
  });
  expect(await client.payments.capture(id, 500, "INR")).toMatchObject({ status: "captured", captured: true });
  expect(await client.orders.fetch(order.id)).toMatchObject({ status: "paid" });
  await expect(client.payments.capture(id, 500, "INR")).rejects.toMatchObject({
    error: { description: "This payment has already been captured" },
  });
});

test("refunds add up to the payment and not beyond", async () => {
  const { razorpay } = await razorpayWith();
  const client = sdk(razorpay.url);
  const order = await client.orders.create({ amount: 1_000, currency: "INR" });
  const { body } = await post(`${razorpay.url}/sandbox/pay`, { order_id: order.id });
  const id = body.razorpay_payment_id;
  expect(await client.payments.refund(id, { amount: 400, receipt: "rfnd-1" })).toStrictEqual({
    id: expect.stringMatching(/^rfnd_[0-9A-Za-z]{14}$/),
    entity: "refund",
    amount: 400,
    currency: "INR",
    payment_id: id,
    notes: [],
    receipt: "rfnd-1",
    acquirer_data: { arn: null },
    created_at: expect.any(Number),
    batch_id: null,
    status: "processed",
    speed_processed: "normal",
    speed_requested: "normal",
  });
  expect(await client.payments.fetch(id)).toMatchObject({ status: "captured", refund_status: "partial" });
  await expect(client.payments.refund(id, { amount: 700 })).rejects.toMatchObject({
    error: { description: "The refund amount provided is greater than amount captured" },
  });
  await client.payments.refund(id, {});
  expect(await client.payments.fetch(id)).toMatchObject({ status: "refunded", amount_refunded: 1_000 });
  await expect(client.payments.refund(id, {})).rejects.toMatchObject({
    error: { description: "The payment has been fully refunded already" },
  });
  expect((await client.payments.fetchMultipleRefund(id, {})).items.map(({ amount }) => amount)).toEqual([
    600, 400,
  ]);
  expect(await client.orders.fetch(order.id)).toMatchObject({ status: "paid" });
});

test("a refund repeated with its idempotency key happens once; the key with another body is refused", async () => {
  const { razorpay } = await razorpayWith();
  const client = sdk(razorpay.url);
  defaultsOf(client).headers.common["X-Refund-Idempotency"] = "refund-0001";
  const order = await client.orders.create({ amount: 1_000, currency: "INR" });
  const { body } = await post(`${razorpay.url}/sandbox/pay`, { order_id: order.id });
  const once = await client.payments.refund(body.razorpay_payment_id, { amount: 400 });
  const twice = await client.payments.refund(body.razorpay_payment_id, { amount: 400 });
  expect(twice.id).toBe(once.id);
  expect(await client.payments.fetch(body.razorpay_payment_id)).toMatchObject({ amount_refunded: 400 });
  await expect(client.payments.refund(body.razorpay_payment_id, { amount: 500 })).rejects.toMatchObject({
    error: { description: "Different request with the same idempotency key has already been processed." },
  });
});

test("orders, payments and refunds survive a restart", async () => {
  const { razorpay, restart } = await razorpayWith({ dataDir: scratch() });
  const client = sdk(razorpay.url);
  const order = await client.orders.create({ amount: 1_000, currency: "INR" });
  const { body } = await post(`${razorpay.url}/sandbox/pay`, { order_id: order.id });
  await client.payments.refund(body.razorpay_payment_id, { amount: 400 });
  await restart();
  // The SDK may hold a connection of the old process.
  await expect.poll(() => client.orders.fetch(order.id)).toMatchObject({ status: "paid" });
  expect(await client.payments.fetch(body.razorpay_payment_id)).toMatchObject({ amount_refunded: 400 });
});
