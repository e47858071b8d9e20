import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tx } from "../../src/db/client.ts";
import { publicId, uuidOf } from "../../src/http/public-id.ts";
import { mints } from "../../src/minter/tables.ts";
import { mergeGuestCart } from "../../src/modules/cart/merge-guest-cart.ts";
import { cartLinesOf } from "../../src/modules/cart/queries.ts";
import { cartItems, carts } from "../../src/modules/cart/tables.ts";
import { applyPaymentFact } from "../../src/modules/orders/apply-payment-fact.ts";
import { endHold } from "../../src/modules/orders/expire-order.ts";
import { orders } from "../../src/modules/orders/tables.ts";
import { paymentAttempts, payments } from "../../src/modules/payments/tables.ts";
import { garments } from "../../src/modules/stock/tables.ts";
import { errorOf } from "../error-of.ts";
import { holdStill, waitingFor } from "../hold-still.ts";
import { address, type Buyer, openShop, orderIn, placeOrderOf, type Shop } from "./open-shop.ts";

// Each of these stops one of two who meet at the place where it matters, by holding a row that it needs next.

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ work: false });
});
afterAll(() => shop?.close());

const add = (buyer: Buyer, variantId: string, quantity = 1) =>
  buyer.send("POST", "/api/cart/add", { variantId: publicId("var", variantId), quantity });
const place = (buyer: Buyer) => buyer.send("POST", "/api/orders", { address });
const lockPiece = (variantId: string, serial: number) => (tx: Tx) =>
  tx
    .select()
    .from(garments)
    .where(and(eq(garments.variantId, variantId), eq(garments.serial, serial)))
    .for("update");
/** Which pieces of a variant nobody is taking at this moment. */
const untaken = async (variantId: string) => {
  const rows = await shop.api.deps.db
    .select({ serial: garments.serial })
    .from(garments)
    .where(eq(garments.variantId, variantId))
    .orderBy(garments.serial)
    .for("update", { skipLocked: true });
  return rows.map(({ serial }) => serial);
};

/** An order whose payment is open at the vendor, and the fact that its money is captured. */
async function openOrder() {
  const { db } = shop.api.deps;
  const buyer = await shop.newBuyer();
  const { variantIds, pricePaise } = await shop.stock([1]);
  const order = await placeOrderOf(buyer, variantIds[0] ?? "");
  await buyer.send("POST", `/api/orders/${order.id}/payment`);
  const orderId = uuidOf(order.id);
  const [payment] = await db.select().from(payments).where(eq(payments.orderId, orderId));
  if (!payment?.providerOrderId) throw new Error("the payment is not open");
  const fact = (providerPaymentId: string) => ({
    providerOrderId: payment.providerOrderId ?? "",
    providerPaymentId,
    state: "captured" as const,
    amountPaise: pricePaise,
    currency: "INR",
    method: "upi",
  });
  const read = async () => orderIn(await buyer.send("GET", `/api/orders/${order.id}`));
  return { buyer, order, orderId, payment, fact, read };
}

test("an order that is being paid does not expire under its money", async () => {
  const { db } = shop.api.deps;
  const { orderId, payment, fact, read } = await openOrder();
  await db.update(orders).set({ holdUntil: sql`now()` }).where(eq(orders.id, orderId));
  const money = fact("pay_under_way");
  // The payment stands still where it notes its attempt: its order is looked at, and not confirmed yet.
  const other = await holdStill(db, (tx) =>
    tx
      .insert(paymentAttempts)
      .values({ paymentId: payment.id, providerPaymentId: money.providerPaymentId, state: "created" }),
  );
  const paying = applyPaymentFact(shop.api.deps, money);
  await waitingFor(db, 1, paying);
  const ending = endHold(shop.api.deps, orderId);
  await waitingFor(db, 2, ending);
  await other.end("rollback");
  await Promise.all([paying, ending]);
  expect(await read()).toMatchObject({ state: "confirmed", items: [{ garment: { serial: 1 } }] });
  const minted = await db
    .select({ state: garments.state })
    .from(mints)
    .innerJoin(garments, eq(garments.id, mints.garmentId))
    .where(eq(garments.orderId, orderId));
  expect(minted).toEqual([{ state: "sold" }]);
});

test("of two payments of one order at once one buys it and the other goes back", async () => {
  const { db } = shop.api.deps;
  const { payment, fact, read } = await openOrder();
  const facts = [fact("pay_left"), fact("pay_right")];
  const other = await holdStill(db, (tx) =>
    tx.insert(paymentAttempts).values(
      facts.map(({ providerPaymentId }) => ({
        paymentId: payment.id,
        providerPaymentId,
        state: "created" as const,
      })),
    ),
  );
  const both = facts.map((each) => applyPaymentFact(shop.api.deps, each));
  await waitingFor(db, 2, ...both);
  await other.end("rollback");
  await Promise.all(both);
  const verdicts = await db
    .select({ verdict: paymentAttempts.verdict })
    .from(paymentAttempts)
    .where(eq(paymentAttempts.paymentId, payment.id));
  expect(verdicts.map(({ verdict }) => verdict).sort()).toEqual(["paid_order", "sent_back"]);
  expect(await read()).toMatchObject({ state: "confirmed", payment: { state: "paid" } });
});

test("no payment is started for an order whose hold ends at that moment", async () => {
  const { db } = shop.api.deps;
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([1]);
  const { id } = await placeOrderOf(buyer, variantIds[0] ?? "");
  const ending = await holdStill(db, (tx) =>
    tx
      .update(orders)
      .set({ state: "expired", endedAt: sql`now()` })
      .where(eq(orders.id, uuidOf(id))),
  );
  const starting = buyer.send("POST", `/api/orders/${id}/payment`);
  await waitingFor(db, 1, starting);
  await ending.end("commit");
  expect(await errorOf(await starting)).toEqual([409, "order_not_payable"]);
});

test("a piece that another buyer is taking is waited for when no other is left, and had if they give it back", async () => {
  const { db } = shop.api.deps;
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([1]);
  const [variantId = ""] = variantIds;
  await add(buyer, variantId);
  const other = await holdStill(db, lockPiece(variantId, 1));
  const ordering = place(buyer);
  await waitingFor(db, 1, ordering);
  await other.end("rollback");
  expect((await orderIn(await ordering)).items[0]?.garment?.serial).toBe(1);
});

test("a piece that another buyer is taking is passed by while there is another", async () => {
  const { db } = shop.api.deps;
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([2]);
  const [variantId = ""] = variantIds;
  await add(buyer, variantId);
  const other = await holdStill(db, lockPiece(variantId, 1));
  const ordering = place(buyer);
  expect(await waitingFor(db, 1, ordering)).not.toBe("waits");
  expect((await orderIn(await ordering)).items[0]?.garment?.serial).toBe(2);
  await other.end("rollback");
});

test("who waits for a piece keeps nobody from the others", async () => {
  const { db } = shop.api.deps;
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([2]);
  const [variantId = ""] = variantIds;
  await add(buyer, variantId, 2);
  const other = await holdStill(db, lockPiece(variantId, 1));
  const ordering = place(buyer);
  await waitingFor(db, 1, ordering);
  const free = await untaken(variantId);
  await other.end("rollback");
  expect(free).toEqual([2]);
  expect((await orderIn(await ordering)).items).toHaveLength(2);
});

test("everybody takes variants in one order, whatever the order of the cart's lines", async () => {
  const { db } = shop.api.deps;
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([1, 1]);
  const [first = "", second = ""] = variantIds.toSorted();
  const serialOf = (variantId: string) => variantIds.indexOf(variantId) + 1;
  await add(buyer, second);
  await add(buyer, first);
  const other = await holdStill(db, lockPiece(first, serialOf(first)));
  const ordering = place(buyer);
  await waitingFor(db, 1, ordering);
  const free = await untaken(second);
  await other.end("rollback");
  // Had it taken the second variant before it waits for the first, two such orders would wait for each other.
  expect(free).toEqual([serialOf(second)]);
  expect((await orderIn(await ordering)).items).toHaveLength(2);
});

test("one cart ordered twice at once is one order", async () => {
  const { db } = shop.api.deps;
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([2]);
  const [variantId = ""] = variantIds;
  await add(buyer, variantId);
  const other = await holdStill(db, (tx) =>
    tx.select().from(garments).where(eq(garments.variantId, variantId)).for("update"),
  );
  const both = [place(buyer), place(buyer)];
  await waitingFor(db, 2, ...both);
  await other.end("rollback");
  const answers = await Promise.all(both);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  const refused = answers.find(({ status }) => status === 409);
  expect(refused && (await errorOf(refused))).toEqual([409, "cart_empty"]);
});

test("two clicks that meet in one line count both", async () => {
  const { db } = shop.api.deps;
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([9]);
  const [variantId = ""] = variantIds;
  await add(buyer, variantId);
  const other = await holdStill(db, (tx) =>
    tx.select().from(cartItems).where(eq(cartItems.variantId, variantId)).for("update"),
  );
  const both = [add(buyer, variantId), add(buyer, variantId)];
  await waitingFor(db, 2, ...both);
  await other.end("rollback");
  await Promise.all(both);
  const lines = await cartLinesOf(db, { userId: buyer.id });
  expect(lines.map(({ quantity }) => quantity)).toEqual([3]);
});

test("a guest's cart that is brought along twice at once comes once", async () => {
  const { db } = shop.api.deps;
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([9, 9]);
  const [s = "", m = ""] = variantIds;
  await add(buyer, m);
  const guestKeyHash = "0".repeat(64);
  const [guest] = await db.insert(carts).values({ guestKeyHash }).returning();
  await db.insert(cartItems).values({ cartId: guest?.id ?? "", variantId: s, quantity: 2 });
  const other = await holdStill(db, (tx) =>
    tx.select().from(carts).where(eq(carts.userId, buyer.id)).for("update"),
  );
  const both = [1, 2].map(() => mergeGuestCart(shop.api.deps, { userId: buyer.id, guestKeyHash }));
  await waitingFor(db, 2, ...both);
  await other.end("rollback");
  await Promise.all(both);
  const lines = await cartLinesOf(db, { userId: buyer.id });
  expect(lines.map(({ variantId, quantity }) => [variantId === s, quantity])).toEqual([
    [false, 1],
    [true, 2],
  ]);
});
