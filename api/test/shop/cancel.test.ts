import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicId, uuidOf } from "../../src/http/public-id.ts";
import { attachRequests } from "../../src/minter/requests.ts";
import { mints, sends, transactions } from "../../src/minter/tables.ts";
import { withdrawMints } from "../../src/minter/withdraw-mints.ts";
import { applyPaymentFact } from "../../src/modules/orders/apply-payment-fact.ts";
import { endHold } from "../../src/modules/orders/expire-order.ts";
import { orderItems, orders } from "../../src/modules/orders/tables.ts";
import { tellExpired } from "../../src/modules/orders/tell-expired.ts";
import { paymentAttempts, payments, refunds } from "../../src/modules/payments/tables.ts";
import { garments } from "../../src/modules/stock/tables.ts";
import { errorOf } from "../error-of.ts";
import { holdStill, waitingFor } from "../hold-still.ts";
import { openShop, orderIn, placeOrderOf, type Shop } from "./open-shop.ts";

// An order that its buyer takes back, unpaid or paid, and what becomes of its money, its garments and its mints.

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ work: false });
});
afterAll(() => shop?.close());

let tries = 0;

/** An order of `pieces` pieces of an edition that has no more, with its payment open at the vendor. */
async function opened(pieces = 1) {
  const { deps } = shop.api;
  const buyer = await shop.newBuyer();
  const { variantIds, pricePaise } = await shop.stock([pieces]);
  const [variantId = ""] = variantIds;
  const { id, number } = await placeOrderOf(buyer, variantId, pieces);
  await buyer.send("POST", `/api/orders/${id}/payment`);
  const orderId = uuidOf(id);
  const [payment] = await deps.db.select().from(payments).where(eq(payments.orderId, orderId));
  const providerOrderId = payment?.providerOrderId ?? "";
  const capture = (providerPaymentId = `pay_cancel_${++tries}`) =>
    applyPaymentFact(deps, {
      ...{ providerOrderId, providerPaymentId, state: "captured" as const },
      ...{ amountPaise: pieces * pricePaise, currency: "INR", method: "upi" },
    });
  const cancel = (body: object = {}) => buyer.send("PUT", `/api/orders/${id}/cancel`, body);
  const read = async () => orderIn(await buyer.send("GET", `/api/orders/${id}`));
  return { buyer, id, orderId, number, variantId, capture, cancel, read, paise: pieces * pricePaise };
}
const db = () => shop.api.deps.db;
const mintsOf = (orderId: string) =>
  db()
    .select({ mint: mints })
    .from(mints)
    .innerJoin(orderItems, eq(orderItems.id, mints.orderItemId))
    .where(eq(orderItems.orderId, orderId))
    .then((rows) => rows.map(({ mint }) => mint));
const refundsOf = (orderId: string) =>
  db()
    .select({ amountPaise: refunds.amountPaise, reason: refunds.reason })
    .from(refunds)
    .innerJoin(paymentAttempts, eq(paymentAttempts.id, refunds.attemptId))
    .innerJoin(payments, eq(payments.id, paymentAttempts.paymentId))
    .where(eq(payments.orderId, orderId));
const statesOf = async (variantId: string) =>
  (await db().select().from(garments).where(eq(garments.variantId, variantId))).map(({ state }) => state);
const mailsTo = async (email: string) => {
  const { rows } = await db().execute<{ subject: string }>(
    sql`select data->>'subject' as subject from jobs.job where name = 'send-mail' and data->>'to' = ${email} order by created_on`,
  );
  return rows.map(({ subject }) => subject);
};

describe("an unpaid order", () => {
  test("is given back at once: its pieces are free, and a second time changes nothing", async () => {
    const { cancel, variantId, orderId } = await opened(2);
    for (const _ of [1, 2])
      expect(await orderIn(await cancel())).toMatchObject({
        ...{ state: "cancelled", cancellable: false, holdUntil: null },
        items: [{ garment: null }, { garment: null }],
      });
    expect(await statesOf(variantId)).toEqual(["available", "available"]);
    expect(await refundsOf(orderId)).toEqual([]);
  });

  test("goes back into the cart where that is asked for, once", async () => {
    const { cancel, buyer } = await opened(2);
    for (const _ of [1, 2]) await cancel({ backToCart: true });
    const cart = (await (await buyer.send("GET", "/api/cart")).json()) as { pieces: number };
    expect(cart.pieces).toBe(2);
  });

  test("is its buyer's alone to give back; signed out is 401, and what is no answer is refused", async () => {
    const { id, cancel, read } = await opened();
    const path = `/api/orders/${id}/cancel`;
    const stranger = await shop.newBuyer();
    expect(await errorOf(await stranger.send("PUT", path, {}))).toEqual([404, "order_not_found"]);
    const signedOut = { method: "PUT", headers: { "content-type": "application/json" }, body: "{}" };
    expect(await errorOf(await shop.api.app.request(path, signedOut))).toEqual([401, "not_signed_in"]);
    expect(await errorOf(await cancel({ backToCart: "yes" }))).toEqual([400, "invalid_input"]);
    expect((await read()).state).toBe("pending");
  });

  test("that is cancelled takes no payment; money that comes all the same goes back once, and is told", async () => {
    const { cancel, capture, read, orderId, buyer, id, paise, number } = await opened();
    await cancel();
    expect(await errorOf(await buyer.send("POST", `/api/orders/${id}/payment`))).toEqual([
      409,
      "order_not_payable",
    ]);
    for (const _ of [1, 2]) await capture("pay_after_cancel");
    expect(await read()).toMatchObject({ state: "cancelled", payment: { state: "being_refunded" } });
    expect(await refundsOf(orderId)).toEqual([{ amountPaise: paise, reason: "order_cancelled" }]);
    expect(await mailsTo(buyer.email)).toEqual([expect.stringContaining(`${number}: `)]);
    expect(await mintsOf(orderId)).toEqual([]);
  });

  test("that is being paid at that moment is paid, and then cancelled with its money", async () => {
    const { cancel, capture, orderId, read, paise } = await opened();
    const [payment] = await db().select().from(payments).where(eq(payments.orderId, orderId));
    // The payment stands still where it notes its attempt: it has the order, and has not confirmed it yet.
    const other = await holdStill(db(), (tx) =>
      tx.insert(paymentAttempts).values({
        ...{ paymentId: payment?.id ?? "", providerPaymentId: "pay_meets_cancel", state: "created" as const },
      }),
    );
    const paying = capture("pay_meets_cancel");
    await waitingFor(db(), 1, paying);
    const cancelling = cancel();
    await waitingFor(db(), 2, cancelling);
    await other.end("rollback");
    await Promise.all([paying, cancelling]);
    expect((await read()).state).toBe("cancelled");
    expect(await refundsOf(orderId)).toEqual([{ amountPaise: paise, reason: "order_cancelled" }]);
    expect(await mintsOf(orderId)).toEqual([]);
  });
});

describe("a paid order", () => {
  test("is cancelled with all its money back, once, as long as nothing is signed for it; the pieces are free to be sold and minted again", async () => {
    const { cancel, capture, read, orderId, variantId, paise, buyer, number } = await opened(2);
    await capture();
    expect(await read()).toMatchObject({ state: "confirmed", cancellable: true });
    for (const _ of [1, 2])
      expect(await orderIn(await cancel())).toMatchObject({
        ...{ state: "cancelled", cancellable: false, payment: { state: "being_refunded" } },
        items: [{ mint: null, garment: null }, { mint: null }],
      });
    expect(await refundsOf(orderId)).toEqual([{ amountPaise: paise, reason: "order_cancelled" }]);
    expect(await statesOf(variantId)).toEqual(["available", "available"]);
    expect(await mailsTo(buyer.email)).toContainEqual(expect.stringMatching(`^${number} is cancelled`));

    const next = await shop.newBuyer();
    const again = await placeOrderOf(next, variantId, 2);
    await next.send("POST", `/api/orders/${again.id}/payment`);
    const [payment] = await db()
      .select()
      .from(payments)
      .where(eq(payments.orderId, uuidOf(again.id)));
    await applyPaymentFact(shop.api.deps, {
      ...{ providerOrderId: payment?.providerOrderId ?? "", providerPaymentId: `pay_cancel_${++tries}` },
      ...{ state: "captured", amountPaise: paise, currency: "INR", method: "upi" },
    });
    expect(await mintsOf(uuidOf(again.id))).toHaveLength(2);
  });

  test("of which one piece is signed stays as it is, whatever became of what was signed", async () => {
    const { cancel, capture, read, orderId } = await opened(2);
    await capture();
    const [first] = await mintsOf(orderId);
    if (!first) throw new Error("nothing is minted");
    const hash = `0x${"a".repeat(64)}` as const;
    const [row] = await db()
      .insert(transactions)
      .values({ signer: `0x${"1".repeat(40)}`, nonce: 1, purpose: "mint", hash })
      .returning();
    await db()
      .insert(sends)
      .values({ hash, transactionId: row?.id ?? "", raw: `0x02${first.orderRef.slice(2)}` });
    // It is back in the queue: its bytes may be mined all the same.
    expect(await errorOf(await cancel())).toEqual([409, "order_being_made"]);
    await db().delete(sends).where(eq(sends.hash, hash));
    for (const state of ["signed", "sent", "mined", "final", "parked"] as const) {
      await db().update(mints).set({ state }).where(eq(mints.id, first.id));
      expect(await errorOf(await cancel())).toEqual([409, "order_being_made"]);
      expect((await read()).cancellable).toBe(false);
    }
    expect(await mintsOf(orderId)).toHaveLength(2);
    expect(await refundsOf(orderId)).toEqual([]);
  });

  test("of which the minter is storing one mint at that moment is not cancelled", async () => {
    const { cancel, capture, orderId } = await opened(2);
    await capture();
    const ids = (await mintsOf(orderId)).slice(0, 1).map(({ id }) => id);
    const [row] = await db()
      .insert(transactions)
      .values({ signer: `0x${"2".repeat(40)}`, nonce: 1, purpose: "mint", hash: `0x${"b".repeat(64)}` })
      .returning();
    const minter = await holdStill(db(), (tx) => attachRequests(tx, "mint", ids, row?.id ?? ""));
    const answer = await cancel();
    await minter.end("commit");
    expect(await errorOf(answer)).toEqual([409, "order_being_made"]);
    expect(await errorOf(await cancel())).toEqual([409, "order_being_made"]);
    expect(await refundsOf(orderId)).toEqual([]);
  });

  test("that is being cancelled is signed by no minter that had it in its hands: what it signed is not stored", async () => {
    const { capture, orderId } = await opened();
    await capture();
    const lines = await mintsOf(orderId);
    const cancelling = await holdStill(db(), (tx) =>
      withdrawMints(
        tx,
        lines.map(({ orderItemId }) => orderItemId),
      ),
    );
    const ids = lines.map(({ id }) => id);
    const storing = db().transaction((tx) =>
      attachRequests(tx, "mint", ids, "019aa0c4-9f1b-7c3e-8d2f-5a6b7c8d9e0f"),
    );
    const stored = storing.then(
      () => "stored",
      (error: Error) => error.message,
    );
    await waitingFor(db(), 1, stored);
    await cancelling.end("commit");
    expect(await stored).toContain("another worker took");
  });

  test("whose money is back at the vendor by somebody's hand is not paid back again", async () => {
    const { cancel, capture, orderId } = await opened();
    await capture("pay_by_hand");
    await db()
      .update(paymentAttempts)
      .set({ state: "refunded" })
      .where(eq(paymentAttempts.providerPaymentId, "pay_by_hand"));
    expect(await errorOf(await cancel())).toEqual([409, "order_money_elsewhere"]);
    expect(await refundsOf(orderId)).toEqual([]);
    expect(await mintsOf(orderId)).toHaveLength(1);
  });

  test("that is on its way, or ran out, is cancelled by nobody", async () => {
    const { cancel, capture, orderId } = await opened();
    await capture();
    await db().update(orders).set({ state: "shipped" }).where(eq(orders.id, orderId));
    expect(await errorOf(await cancel())).toEqual([409, "order_not_cancellable"]);
    const over = await opened();
    await db().update(orders).set({ holdUntil: sql`now()` }).where(eq(orders.id, over.orderId));
    await endHold(shop.api.deps, over.orderId);
    expect(await errorOf(await over.cancel())).toEqual([409, "order_not_cancellable"]);
  });
});

describe("an order that ran out", () => {
  async function ranOut() {
    const order = await opened();
    await db().update(orders).set({ holdUntil: sql`now()` }).where(eq(orders.id, order.orderId));
    await endHold(shop.api.deps, order.orderId);
    const tell = () => tellExpired.run(shop.api.deps, { orderId: order.orderId });
    return { ...order, tell };
  }

  test("is told to its buyer once", async () => {
    const { tell, buyer, number, orderId } = await ranOut();
    const { rows } = await db().execute(
      sql`select 1 from jobs.job where name = 'tell-expired' and data->>'orderId' = ${orderId}`,
    );
    expect(rows).toHaveLength(1);
    for (const _ of [1, 2]) await tell();
    expect(await mailsTo(buyer.email)).toEqual([`${number}: the hold ran out`]);
  });

  test("and was paid meanwhile is not called run out", async () => {
    const { tell, capture, buyer, number } = await ranOut();
    await capture();
    await tell();
    expect(await mailsTo(buyer.email)).toEqual([`${number} is yours`]);
  });

  test("whose money comes when its pieces are gone has it back, and is told", async () => {
    const { capture, variantId, buyer, orderId, paise, number } = await ranOut();
    await placeOrderOf(await shop.newBuyer(), variantId);
    await capture();
    expect(await refundsOf(orderId)).toEqual([{ amountPaise: paise, reason: "sold_out" }]);
    expect(await mailsTo(buyer.email)).toEqual([expect.stringMatching(`^${number}: .* goes back`)]);
  });
});

test("a cart that changes while it is ordered is ordered as it was or as it is, never both", async () => {
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([9]);
  const [variantId = ""] = variantIds;
  await buyer.send("POST", "/api/cart/add", { variantId: publicId("var", variantId) });
  const other = await holdStill(db(), (tx) =>
    tx.select().from(garments).where(eq(garments.variantId, variantId)).for("update"),
  );
  const ordering = placeOrderOf(buyer, variantId);
  await waitingFor(db(), 1, ordering);
  const more = buyer.send("POST", "/api/cart/add", { variantId: publicId("var", variantId) });
  await waitingFor(db(), 2, more);
  await other.end("rollback");
  const { items } = await ordering;
  const cart = (await (await more).json()) as { pieces: number };
  expect(items.length + cart.pieces).toBe(3);
});
