import { createHmac } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PaymentFact } from "../../src/adapters/payments/payments.ts";
import { publicId, uuidOf } from "../../src/http/public-id.ts";
import { applyPaymentFact } from "../../src/modules/orders/apply-payment-fact.ts";
import { endHold } from "../../src/modules/orders/expire-order.ts";
import { orders } from "../../src/modules/orders/tables.ts";
import { applyRefundFact } from "../../src/modules/payments/apply-refund-fact.ts";
import { openAtVendor } from "../../src/modules/payments/open-payment.ts";
import { findPayment } from "../../src/modules/payments/queries.ts";
import { paymentAttempts, payments, refunds } from "../../src/modules/payments/tables.ts";
import { releaseGarments } from "../../src/modules/stock/release-garments.ts";
import { sellGarments } from "../../src/modules/stock/sell-garments.ts";
import { garments } from "../../src/modules/stock/tables.ts";
import { webhookInbox } from "../../src/modules/webhooks/tables.ts";
import { errorOf } from "../error-of.ts";
import { address, openShop, orderIn, placeOrderOf, type Shop } from "./open-shop.ts";

// What one message after another does, without the jobs that carry them: payments.test.ts has those.

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ work: false });
});
afterAll(() => shop?.close());

let tries = 0;

/** An order of one piece whose payment is open, and the words of the vendor about it. */
async function opened() {
  const { deps } = shop.api;
  const buyer = await shop.newBuyer();
  const { variantIds, pricePaise } = await shop.stock([1]);
  const [variantId = ""] = variantIds;
  const { id, number } = await placeOrderOf(buyer, variantId);
  await buyer.send("POST", `/api/orders/${id}/payment`);
  const orderId = uuidOf(id);
  const [payment] = await deps.db.select().from(payments).where(eq(payments.orderId, orderId));
  if (!payment?.providerOrderId) throw new Error("the payment is not open");
  const { providerOrderId } = payment;
  const providerPaymentId = `pay_${++tries}`;
  const told = (state: PaymentFact["state"], changes: Partial<PaymentFact> = {}) =>
    applyPaymentFact(deps, {
      ...{
        providerOrderId,
        providerPaymentId,
        state,
        amountPaise: pricePaise,
        currency: "INR",
        method: "upi",
      },
      ...changes,
    });
  const read = async () => orderIn(await buyer.send("GET", `/api/orders/${id}`));
  return { buyer, id, orderId, number, variantId, payment, providerPaymentId, told, read };
}
const attemptOf = async (providerPaymentId: string) => {
  const [attempt] = await shop.api.deps.db
    .select()
    .from(paymentAttempts)
    .where(eq(paymentAttempts.providerPaymentId, providerPaymentId));
  return attempt;
};
const stateOfPieces = async (variantId: string) => {
  const { db } = shop.api.deps;
  const rows = await db
    .select({ state: garments.state })
    .from(garments)
    .where(eq(garments.variantId, variantId));
  return rows.map(({ state }) => state);
};
const overNow = (orderId: string) =>
  shop.api.deps.db.update(orders).set({ holdUntil: sql`now()` }).where(eq(orders.id, orderId));

describe("a message about money", () => {
  test("that is old takes a captured payment nowhere", async () => {
    const { told, providerPaymentId, read } = await opened();
    await told("captured");
    for (const old of ["authorized", "failed", "created"] as const) await told(old);
    expect(await attemptOf(providerPaymentId)).toMatchObject({ state: "captured", verdict: "paid_order" });
    expect(await read()).toMatchObject({ state: "confirmed", payment: { state: "paid" } });
  });

  test("heard again decides nothing again", async () => {
    const { told, read } = await opened();
    await told("captured");
    await told("captured");
    expect(await read()).toMatchObject({ state: "confirmed", payment: { state: "paid" } });
  });

  test("of a capture that was sent back meanwhile buys nothing", async () => {
    const { told, read } = await opened();
    await told("refunded");
    await told("captured");
    expect((await read()).state).toBe("pending");
  });

  test("that names a payment of another order changes neither", async () => {
    const [one, two] = [await opened(), await opened()];
    await one.told("failed");
    await two.told("captured", { providerPaymentId: one.providerPaymentId });
    expect(await one.read()).toMatchObject({ state: "pending", payment: { state: "failed" } });
    expect((await two.read()).state).toBe("pending");
  });

  test("delivered twice is kept once, and both times taken", async () => {
    const body = JSON.stringify({ event: "payment.downtime.started", payload: {} });
    const headers = {
      "x-razorpay-signature": createHmac("sha256", "webhook-secret").update(body).digest("hex"),
      "x-razorpay-event-id": "event-1",
    };
    const send = () => shop.api.post("/api/webhooks/razorpay", body, headers);
    expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
    expect(await shop.api.deps.db.$count(webhookInbox)).toBe(1);
  });
});

describe("an order that is paid", () => {
  test("stays paid when its hold is over, and keeps its pieces whatever lets go of held ones", async () => {
    const { db } = shop.api.deps;
    const { told, orderId, variantId, read } = await opened();
    await told("captured");
    await overNow(orderId);
    await endHold(shop.api.deps, orderId);
    await db.transaction((tx) => releaseGarments(tx, orderId));
    expect((await read()).state).toBe("confirmed");
    expect(await stateOfPieces(variantId)).toEqual(["sold"]);
  });

  test("sells its pieces once", async () => {
    const { told, orderId } = await opened();
    await told("captured");
    expect(await shop.api.deps.db.transaction((tx) => sellGarments(tx, orderId))).toEqual([]);
  });

  test("takes no second payment, and its own is not opened again by a late answer of the vendor", async () => {
    const { told, buyer, id, number, payment } = await opened();
    await told("captured");
    expect(await errorOf(await buyer.send("POST", `/api/orders/${id}/payment`))).toEqual([
      409,
      "order_not_payable",
    ]);
    const asked = { ...payment, providerOrderId: null };
    await openAtVendor(shop.api.deps, { payment: asked, orderNumber: number });
    expect((await findPayment(shop.api.deps.db, payment.id))?.state).toBe("paid");
  });
});

test("an order whose hold is over takes no payment, also before anybody ended it", async () => {
  const { buyer, id, orderId } = await opened();
  await overNow(orderId);
  const answer = await buyer.send("POST", `/api/orders/${id}/payment`);
  expect(await errorOf(answer)).toEqual([409, "order_not_payable"]);
});

test("late money for two lines of which one is sold out goes back, and the other line stays in stock", async () => {
  const { db } = shop.api.deps;
  const buyer = await shop.newBuyer();
  const { variantIds, pricePaise } = await shop.stock([1, 1]);
  const [first = "", second = ""] = variantIds.toSorted();
  for (const id of [first, second])
    await buyer.send("POST", "/api/cart/add", { variantId: publicId("var", id) });
  const order = await orderIn(await buyer.send("POST", "/api/orders", { address }));
  await buyer.send("POST", `/api/orders/${order.id}/payment`);
  const orderId = uuidOf(order.id);
  await overNow(orderId);
  await endHold(shop.api.deps, orderId);
  await placeOrderOf(await shop.newBuyer(), second);
  const [payment] = await db.select().from(payments).where(eq(payments.orderId, orderId));
  const money = {
    providerPaymentId: "pay_late",
    amountPaise: 2 * pricePaise,
    currency: "INR",
    method: "upi",
  };
  await applyPaymentFact(shop.api.deps, {
    ...money,
    providerOrderId: payment?.providerOrderId ?? "",
    state: "captured",
  });
  expect((await attemptOf("pay_late"))?.verdict).toBe("sent_back");
  expect(await stateOfPieces(first)).toEqual(["available"]);
});

describe("money on its way back", () => {
  async function sentBack() {
    const { told } = await opened();
    await told("captured");
    const providerPaymentId = `pay_second_${++tries}`;
    await told("captured", { providerPaymentId });
    const attempt = await attemptOf(providerPaymentId);
    const [refund] = await shop.api.deps.db
      .select()
      .from(refunds)
      .where(eq(refunds.attemptId, attempt?.id ?? ""));
    if (!refund) throw new Error("nothing goes back");
    const told2 = (state: "sent" | "processed" | "failed", refundId: string | null = refund.id) =>
      applyRefundFact(shop.api.deps, {
        refundId,
        state,
        providerPaymentId,
        providerRefundId: `rfnd_${refund.id}`,
      });
    const state = async () =>
      (await shop.api.deps.db.select().from(refunds).where(eq(refunds.id, refund.id)))[0]?.state;
    return { told: told2, state };
  }

  test("arrives once: what is said late takes nothing back", async () => {
    const { told, state } = await sentBack();
    await told("processed");
    for (const old of ["sent", "failed"] as const) await told(old);
    expect(await state()).toBe("processed");
  });

  test("that a person sent by hand at the vendor, with any receipt or none, is none of ours", async () => {
    const { told, state } = await sentBack();
    await told("processed", "by hand");
    await told("processed", null);
    expect(await state()).toBe("requested");
  });
});
