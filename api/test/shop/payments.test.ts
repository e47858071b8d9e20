import { createHmac, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { uuidOf } from "../../src/http/public-id.ts";
import { mints } from "../../src/minter/tables.ts";
import { endHold, expireOrder } from "../../src/modules/orders/expire-order.ts";
import { reconcilePayments } from "../../src/modules/orders/reconcile-payments.ts";
import { orders } from "../../src/modules/orders/tables.ts";
import { startedPaymentSchema } from "../../src/modules/payments/schema.ts";
import { paymentAttempts, payments, refunds } from "../../src/modules/payments/tables.ts";
import { garments } from "../../src/modules/stock/tables.ts";
import { walletsOf } from "../../src/modules/wallets/queries.ts";
import { webhookInbox } from "../../src/modules/webhooks/tables.ts";
import { errorOf } from "../error-of.ts";
import { type Buyer, openShop, orderIn, placeOrderOf, type Shop } from "./open-shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ settings: { RECONCILE_AFTER_SEC: "1" } });
});
afterAll(() => shop?.close());

async function startPayment(buyer: Buyer, orderId: string) {
  const answer = await buyer.send("POST", `/api/orders/${orderId}/payment`);
  expect(answer.status).toBe(200);
  return startedPaymentSchema.strict().parse(await answer.json());
}

/** A new buyer with an order of `quantity` pieces whose payment is open. */
async function opened(quantity = 1) {
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([quantity]);
  const [variantId = ""] = variantIds;
  const order = await placeOrderOf(buyer, variantId, quantity);
  const payment = await startPayment(buyer, order.id);
  const read = async () => orderIn(await buyer.send("GET", `/api/orders/${order.id}`));
  return { buyer, order, orderId: uuidOf(order.id), variantId, payment, read };
}
type Opened = Awaited<ReturnType<typeof opened>>;

const becomes = (read: Opened["read"], state: object) => expect.poll(read).toMatchObject(state);

const mintsOf = async (orderId: string) =>
  shop.api.deps.db
    .select({ tokenId: mints.tokenId, to: mints.to })
    .from(mints)
    .innerJoin(garments, eq(garments.id, mints.garmentId))
    .where(eq(garments.orderId, orderId))
    .orderBy(mints.tokenId);

/** A webhook as Razorpay would send it, about a payment that may exist only in it. */
function webhook(
  event: string,
  entity: object,
  { secret = "webhook-secret", eventId = randomUUID() as string } = {},
) {
  const body = JSON.stringify({ event, payload: { payment: { entity } } });
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return shop.api.app.request("/api/webhooks/razorpay", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-razorpay-signature": signature,
      "x-razorpay-event-id": eventId,
    },
    body,
  });
}
const captured = ({ payment }: Opened, changes: object = {}) => ({
  id: `pay_${randomUUID()}`,
  order_id: payment.providerOrderId,
  amount: payment.amount,
  currency: "INR",
  status: "captured",
  method: "upi",
  ...changes,
});

function callback(fields: Record<string, string>, query = "") {
  return shop.api.app.request(`/api/payments/razorpay/callback${query}`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      origin: "https://api.razorpay.com",
      "sec-fetch-site": "cross-site",
    },
    body: new URLSearchParams(fields),
  });
}

test("a payment confirms the order, sells its pieces, queues a mint of each to the buyer's address and a mail", async () => {
  const { buyer, order, orderId, payment, read } = await opened(3);
  await shop.pay(payment.providerOrderId);
  await becomes(read, { state: "confirmed", payment: { state: "paid", instrument: "upi" }, holdUntil: null });

  const minted = await mintsOf(orderId);
  const batch = BigInt(order.items[0]?.garment?.batch ?? 0);
  expect(minted.map((mint) => mint.tokenId)).toEqual(
    [1n, 2n, 3n].map((serial) => batch * 1_000_000n + serial),
  );
  const [wallet] = await walletsOf(shop.api.deps.db, buyer.id);
  expect(new Set(minted.map((mint) => mint.to.toLowerCase()))).toEqual(new Set([wallet?.address]));
  expect((await read()).items.map((item) => item.mint?.state)).toEqual(["queued", "queued", "queued"]);
  const mails = await shop.api.mailsTo(buyer.email);
  expect(mails.map((mail) => mail.subject)).toEqual([`${order.number} is yours`]);
  expect(mails[0]?.text).toContain("Total: ₹14,997.00");
});

test("starting a payment twice is one payment, also when Razorpay's first answer was lost", async () => {
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([1]);
  const order = await placeOrderOf(buyer, variantIds[0] ?? "");
  await shop.fault({ on: "POST /v1/orders", do: "drop_after", times: 2 });
  const lost = await buyer.send("POST", `/api/orders/${order.id}/payment`);
  expect(await errorOf(lost)).toEqual([503, "vendor_unreachable"]);
  const [first, second] = [await startPayment(buyer, order.id), await startPayment(buyer, order.id)];
  expect(second).toEqual(first);
  expect(first).toMatchObject({ amount: order.totals.total.amount, currency: "INR", provider: "razorpay" });
  expect(first.checkout.fields).toMatchObject({
    order_id: first.providerOrderId,
    callback_url: `http://localhost:3000/api/payments/razorpay/callback?order=${order.id}`,
    cancel_url: `http://localhost:3000/orders/${order.id}?payment=left`,
    "prefill[email]": buyer.email,
  });
  const list = await fetch(`${shop.razorpay.url}/v1/orders?count=100`, {
    headers: { authorization: `Basic ${btoa("rzp_test_key:secret")}` },
  });
  const { items } = (await list.json()) as { items: { notes: { order?: string } }[] };
  expect(items.filter((item) => item.notes.order === order.number)).toHaveLength(1);
});

test("the hosted page takes the form that a payment answers with", async () => {
  const { payment } = await opened();
  const page = await fetch(payment.checkout.action, {
    method: "POST",
    body: new URLSearchParams(payment.checkout.fields),
  });
  expect(page.status).toBe(200);
});

test("webhook, browser and reconciler at once are one fact: one payment, one set of mints, one mail", async () => {
  const { buyer, order, orderId, payment, read } = await opened(2);
  await shop.fault({ on: "webhook payment.captured", do: "duplicate", copies: 3 });
  const proof = await shop.pay(payment.providerOrderId);
  await Promise.all([
    callback(proof),
    callback(proof),
    shop.api.deps.db
      .update(payments)
      .set({ createdAt: sql`now() - interval '1 hour'` })
      .where(eq(payments.orderId, orderId)),
    reconcilePayments.run(shop.api.deps, {}),
  ]);
  await becomes(read, { state: "confirmed" });
  await expect
    .poll(async () => {
      const { rows } = await shop.api.deps.db.execute(
        sql`select name, data from jobs.job
            where name in ('apply-webhook', 'reconcile-payment') and state in ('created', 'active', 'retry')`,
      );
      return rows;
    })
    .toEqual([]);
  expect(await mintsOf(orderId)).toHaveLength(2);
  expect(await shop.api.mailsTo(buyer.email)).toHaveLength(1);
  const tries = await shop.api.deps.db
    .select({ verdict: paymentAttempts.verdict })
    .from(paymentAttempts)
    .innerJoin(payments, eq(payments.id, paymentAttempts.paymentId))
    .where(eq(payments.orderId, uuidOf(order.id)));
  expect(tries).toEqual([{ verdict: "paid_order" }]);
});

test("the browser's return alone is enough: Razorpay is asked, and the browser goes on to its order", async () => {
  const { order, payment, read } = await opened();
  await shop.fault(
    { on: "webhook payment.*", do: "suppress", times: 2 },
    { on: "webhook order.paid", do: "suppress" },
  );
  const answer = await callback(await shop.pay(payment.providerOrderId));
  expect([answer.status, answer.headers.get("location")]).toEqual([
    303,
    `http://localhost:3000/orders/${order.id}?payment=received`,
  ]);
  await becomes(read, { state: "confirmed" });
});

test("the reconciler finds a payment that nobody told us about", async () => {
  const { orderId, payment, read } = await opened();
  await shop.fault(
    { on: "webhook payment.*", do: "suppress", times: 2 },
    { on: "webhook order.paid", do: "suppress" },
  );
  await shop.pay(payment.providerOrderId);
  await shop.api.deps.db
    .update(payments)
    .set({ createdAt: sql`now() - interval '3 minutes'` })
    .where(eq(payments.orderId, orderId));
  await reconcilePayments.run(shop.api.deps, {});
  await becomes(read, { state: "confirmed" });
});

test("a declined try leaves the order open for the next one", async () => {
  const { order, payment, read } = await opened();
  const { razorpay_payment_id } = await shop.pay(payment.providerOrderId, "failed");
  await becomes(read, { state: "pending", payment: { state: "failed" } });
  const refused = {
    "error[code]": "BAD_REQUEST_ERROR",
    "error[metadata]": JSON.stringify({ order_id: payment.providerOrderId, payment_id: razorpay_payment_id }),
  };
  // Nobody signed this form: the vendor's id in it leads to no order of ours.
  const unnamed = await callback(refused);
  expect(unnamed.headers.get("location")).toBe("http://localhost:3000/orders");
  const back = await callback(refused, `?order=${order.id}`);
  expect(back.headers.get("location")).toBe(`http://localhost:3000/orders/${order.id}?payment=failed`);
  await shop.pay(payment.providerOrderId);
  await becomes(read, { state: "confirmed", payment: { state: "paid" } });
});

test("messages that come late and in the wrong order never take a payment back", async () => {
  const one = await opened();
  const entity = captured(one);
  await webhook("payment.captured", entity);
  await becomes(one.read, { state: "confirmed" });
  await webhook("payment.authorized", { ...entity, status: "authorized" });
  await webhook("payment.failed", { ...entity, status: "failed" });
  await expect
    .poll(() =>
      shop.api.deps.db.select().from(webhookInbox).where(sql`${webhookInbox.appliedAt} is null`).execute(),
    )
    .toEqual([]);
  expect(await one.read()).toMatchObject({ state: "confirmed", payment: { state: "paid" } });
});

describe("what did not come from Razorpay changes nothing", () => {
  test("a webhook signed with another secret is a 401 and is not kept", async () => {
    const one = await opened();
    const before = await shop.api.deps.db.$count(webhookInbox);
    expect(await errorOf(await webhook("payment.captured", captured(one), { secret: "guess" }))).toEqual([
      401,
      "webhook_signature_wrong",
    ]);
    expect(await shop.api.deps.db.$count(webhookInbox)).toBe(before);
    expect((await one.read()).state).toBe("pending");
  });

  test.each([undefined, "", "zz", "00", "0".repeat(64)])(
    "a webhook with the signature %j is a 401",
    async (signature) => {
      const answer = await shop.api.post(
        "/api/webhooks/razorpay",
        { event: "payment.captured" },
        signature === undefined ? {} : { "x-razorpay-signature": signature },
      );
      expect(await errorOf(answer)).toEqual([401, "webhook_signature_wrong"]);
    },
  );

  test("a changed copy of a genuine webhook is a 401", async () => {
    const one = await opened();
    const body = JSON.stringify({
      event: "payment.captured",
      payload: { payment: { entity: captured(one, { status: "failed" }) } },
    });
    const signature = createHmac("sha256", "webhook-secret").update(body).digest("hex");
    const answer = await shop.api.post("/api/webhooks/razorpay", body.replace("failed", "captured"), {
      "x-razorpay-signature": signature,
    });
    expect(answer.status).toBe(401);
  });

  test("a callback with a forged, a foreign or no signature is refused", async () => {
    const [mine, other] = [await opened(), await opened()];
    const proof = await shop.pay(other.payment.providerOrderId);
    const stolen = { ...proof, razorpay_order_id: mine.payment.providerOrderId };
    for (const fields of [
      stolen,
      { ...proof, razorpay_signature: "0".repeat(64) },
      { ...proof, razorpay_order_id: "order_unknown" },
    ])
      expect(await errorOf(await callback(fields))).toEqual([401, "callback_signature_wrong"]);
    expect(await errorOf(await callback({ razorpay_payment_id: "pay_1" }))).toEqual([400, "invalid_input"]);
    expect((await mine.read()).state).toBe("pending");
  });

  test("a webhook signed with the secret before this one is still taken", async () => {
    const old = await openShop({ work: false, settings: { RAZORPAY_WEBHOOK_SECRET_PREVIOUS: "older" } });
    const body = JSON.stringify({ event: "payment.downtime.started", payload: {} });
    const send = (secret: string) =>
      old.api.post("/api/webhooks/razorpay", body, {
        "x-razorpay-signature": createHmac("sha256", secret).update(body).digest("hex"),
      });
    expect((await send("older")).status).toBe(200);
    expect((await send("webhook-secret")).status).toBe(200);
    expect((await send("oldest")).status).toBe(401);
    expect(await old.api.deps.db.$count(webhookInbox)).toBe(1);
    await old.close();
  });
});

test.each([
  ["another amount", { amount: 100 }, /paid 100 paise/],
  ["another currency", { currency: "USD" }, /USD/],
])("money of %s is kept aside: no sale, no mint", async (_, changes, problem) => {
  const one = await opened();
  const entity = captured(one, changes);
  expect((await webhook("payment.captured", entity)).status).toBe(200);
  await becomes(one.read, { state: "pending", payment: { state: "being_checked" } });
  expect(await mintsOf(one.orderId)).toHaveLength(0);
  const [attempt] = await shop.api.deps.db
    .select()
    .from(paymentAttempts)
    .where(eq(paymentAttempts.providerPaymentId, entity.id));
  expect(attempt).toMatchObject({ verdict: "quarantined", problem: expect.stringMatching(problem) });
});

describe("when a hold ends", () => {
  const quiet = [
    { on: "webhook payment.*", do: "suppress", times: 2 },
    { on: "webhook order.paid", do: "suppress" },
  ];
  const endsNow = ({ orderId }: Opened) =>
    shop.api.deps.db.update(orders).set({ holdUntil: sql`now()` }).where(eq(orders.id, orderId));

  test("Razorpay is asked first: money that nobody told us about buys the order", async () => {
    const one = await opened();
    await shop.fault(...quiet);
    await shop.pay(one.payment.providerOrderId);
    await endsNow(one);
    await expireOrder.run(shop.api.deps, { orderId: one.orderId });
    expect(await one.read()).toMatchObject({ state: "confirmed", payment: { state: "paid" } });
  });

  test("an order without money expires", async () => {
    const one = await opened();
    await endsNow(one);
    await expireOrder.run(shop.api.deps, { orderId: one.orderId });
    expect(await one.read()).toMatchObject({ state: "expired", items: [{ garment: null }] });
  });

  test("the pieces stay held for ten minutes more while Razorpay does not answer, and no longer", async () => {
    const one = await opened();
    await endsNow(one);
    // This order's alone: the worker asks about others' payments every minute.
    const silence = { on: `GET /v1/orders/${one.payment.providerOrderId}/payments`, do: "drop", times: 2 };
    await shop.fault(silence);
    await expect(expireOrder.run(shop.api.deps, { orderId: one.orderId })).rejects.toThrow("no answer");
    expect((await one.read()).state).toBe("pending");

    await shop.api.deps.db
      .update(orders)
      .set({ holdUntil: sql`now() - interval '11 minutes'` })
      .where(eq(orders.id, one.orderId));
    await shop.fault(silence);
    await expireOrder.run(shop.api.deps, { orderId: one.orderId });
    expect((await one.read()).state).toBe("expired");
  });
});

describe("money that comes after the hold ended", () => {
  const expire = async ({ orderId }: Opened) => {
    const { deps } = shop.api;
    await deps.db.update(orders).set({ holdUntil: sql`now()` }).where(eq(orders.id, orderId));
    await endHold(deps, orderId);
  };

  test("buys the piece if it is still there", async () => {
    const late = await opened();
    await expire(late);
    await shop.pay(late.payment.providerOrderId);
    await becomes(late.read, {
      state: "confirmed",
      items: [{ garment: { serial: 1 }, mint: { state: "queued" } }],
    });
  });

  test("goes back by itself, once, if somebody else has the piece", async () => {
    const late = await opened();
    await expire(late);
    await placeOrderOf(await shop.newBuyer(), late.variantId);
    await shop.fault({ on: "POST /v1/payments/*/refund", do: "drop_after" });
    const { razorpay_payment_id: paymentId } = await shop.pay(late.payment.providerOrderId);
    await becomes(late.read, { state: "expired", payment: { state: "refunded" } });
    expect(await mintsOf(late.orderId)).toHaveLength(0);
    const sent = await fetch(`${shop.razorpay.url}/v1/payments/${paymentId}/refunds`, {
      headers: { authorization: `Basic ${btoa("rzp_test_key:secret")}` },
    });
    const { items } = (await sent.json()) as { items: { amount: number }[] };
    expect(items.map((refund) => refund.amount)).toEqual([late.payment.amount]);
    expect(await shop.api.deps.db.select({ reason: refunds.reason }).from(refunds)).toEqual([
      { reason: "sold_out" },
    ]);
  });
});

test("a second captured payment of one order goes back", async () => {
  const one = await opened();
  await webhook("payment.captured", captured(one));
  await becomes(one.read, { state: "confirmed" });
  const second = captured(one);
  await webhook("payment.captured", second);
  await expect
    .poll(() =>
      shop.api.deps.db
        .select({ verdict: paymentAttempts.verdict })
        .from(paymentAttempts)
        .where(eq(paymentAttempts.providerPaymentId, second.id))
        .execute(),
    )
    .toEqual([{ verdict: "sent_back" }]);
  expect(await one.read()).toMatchObject({ state: "confirmed", payment: { state: "paid" } });
  expect(await mintsOf(one.orderId)).toHaveLength(1);
});
