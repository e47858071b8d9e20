import { count, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pageSchema } from "../../src/http/page.ts";
import { publicId, uuidOf } from "../../src/http/public-id.ts";
import { endHold } from "../../src/modules/orders/expire-order.ts";
import { orderSummarySchema } from "../../src/modules/orders/schema.ts";
import { orders } from "../../src/modules/orders/tables.ts";
import { garments } from "../../src/modules/stock/tables.ts";
import { errorOf } from "../error-of.ts";
import { address, openShop, orderIn, placeOrderOf, type Shop, untilAnswered } from "./open-shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ work: false });
});
afterAll(() => shop?.close());

async function pieces(variantIds: string[]) {
  const { db } = shop.api.deps;
  const rows = await db
    .select({ serial: garments.serial, state: garments.state, variantId: garments.variantId })
    .from(garments);
  return rows.filter((row) => variantIds.includes(row.variantId)).sort((a, b) => a.serial - b.serial);
}

test("an order holds the lowest serials, one item a piece, and empties the cart", async () => {
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([3, 2], 129_900);
  const [s = "", m = ""] = variantIds;
  await buyer.send("POST", "/api/cart/add", { variantId: publicId("var", m) });
  const beforeMs = Date.now();
  const order = await placeOrderOf(buyer, s, 2);
  expect(order.number).toMatch(/^FLX-[0-9A-HJKMNP-TV-Z]{6}$/);
  expect(order).toMatchObject({ state: "pending", address, payment: { state: "not_started" } });
  expect(order.items.map((item) => [item.size, item.garment?.serial]).sort()).toEqual([
    ["M", 4],
    ["S", 1],
    ["S", 2],
  ]);
  expect(order.totals).toMatchObject({
    total: { amount: 389_700 },
    gst: { included: true, amount: { amount: 18_558 } },
  });
  // Fifteen minutes from some moment of this test on.
  const heldFromMs = Date.parse(order.holdUntil ?? "") - 15 * 60_000;
  expect(heldFromMs).toBeGreaterThanOrEqual(beforeMs);
  expect(heldFromMs).toBeLessThanOrEqual(Date.now());
  const cart = (await (await buyer.send("GET", "/api/cart")).json()) as { pieces: number };
  expect(cart.pieces).toBe(0);
});

test("200 buyers at once for 50 pieces: 50 orders, 150 answers that it is sold out", async () => {
  const { variantIds } = await shop.stock([50]);
  const variantId = publicId("var", variantIds[0] ?? "");
  const buyers = await Promise.all(Array.from({ length: 200 }, () => shop.newBuyer()));
  await Promise.all(buyers.map((buyer) => buyer.send("POST", "/api/cart/add", { variantId })));

  const answers = await Promise.all(buyers.map((buyer) => buyer.send("POST", "/api/orders", { address })));
  const taken = await Promise.all(answers.filter((answer) => answer.status === 201).map(orderIn));
  const refused = await Promise.all(answers.filter((answer) => answer.status !== 201).map(errorOf));
  expect(new Set(taken.map((order) => order.items[0]?.garment?.serial)).size).toBe(50);
  expect(taken).toHaveLength(50);
  expect(refused).toEqual(Array.from({ length: 150 }, () => [409, "sold_out"]));
  expect((await pieces(variantIds)).every((piece) => piece.state === "reserved")).toBe(true);
});

test("orders of several lines in opposite directions neither block each other nor leave a piece unsold", async () => {
  const { variantIds } = await shop.stock([20, 20]);
  const buyers = await Promise.all(Array.from({ length: 40 }, () => shop.newBuyer()));
  await Promise.all(
    buyers.map(async (buyer, i) => {
      for (const id of i % 2 ? variantIds : variantIds.toReversed())
        await buyer.send("POST", "/api/cart/add", { variantId: publicId("var", id), quantity: 2 });
    }),
  );
  const answers = await Promise.all(buyers.map((buyer) => buyer.send("POST", "/api/orders", { address })));
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(10);
  expect(answers.filter((answer) => answer.status === 409)).toHaveLength(30);
  expect((await pieces(variantIds)).every((piece) => piece.state === "reserved")).toBe(true);
});

test("an order with one sold out line holds nothing and names the line", async () => {
  const [first, second] = [await shop.newBuyer(), await shop.newBuyer()];
  const { variantIds } = await shop.stock([2, 1]);
  const [s = "", m = ""] = variantIds;
  for (const buyer of [first, second])
    await buyer.send("POST", "/api/cart/add", { variantId: publicId("var", m) });
  await first.send("POST", "/api/orders", { address });
  await second.send("POST", "/api/cart/add", { variantId: publicId("var", s) });
  const answer = await second.send("POST", "/api/orders", { address });
  expect(await answer.clone().text()).toContain("(Graphite, M) is sold out");
  expect(await errorOf(answer)).toEqual([409, "sold_out"]);
  expect((await pieces([s])).map((piece) => piece.state)).toEqual(["available", "available"]);
});

test("one Idempotency-Key is one order, however often and at once it is sent", async () => {
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([5]);
  const [variantId = ""] = variantIds;
  await buyer.send("POST", "/api/cart/add", { variantId: publicId("var", variantId) });
  const key = { "idempotency-key": "checkout-0001" };
  const send = () => untilAnswered(() => buyer.send("POST", "/api/orders", { address }, key));
  const answers = await Promise.all([1, 2, 3].map(send));
  const ids = (await Promise.all(answers.map(orderIn))).map((order) => order.id);
  expect(new Set(ids).size).toBe(1);

  const other = { address: { ...address, line1: "Another street" } };
  const reused = await buyer.send("POST", "/api/orders", other, key);
  expect(await errorOf(reused)).toEqual([409, "idempotency_key_reused"]);
});

test("a key whose answer is no longer kept still belongs to its order: with another address it is refused", async () => {
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([5]);
  const [variantId = ""] = variantIds;
  await buyer.send("POST", "/api/cart/add", { variantId: publicId("var", variantId) });
  const key = { "idempotency-key": "checkout-0003" };
  const { id } = await orderIn(await buyer.send("POST", "/api/orders", { address }, key));
  await shop.api.deps.db.execute(sql`delete from flux.idempotency_keys`);
  const other = { address: { ...address, line1: "Another street" } };
  const reused = await buyer.send("POST", "/api/orders", other, key);
  expect(await errorOf(reused)).toEqual([409, "idempotency_key_reused"]);
  expect((await orderIn(await buyer.send("POST", "/api/orders", { address }, key))).id).toBe(id);
});

test("an Idempotency-Key is its buyer's own: another's like key, with the like address, is another order", async () => {
  const { variantIds } = await shop.stock([2]);
  const [variantId = ""] = variantIds;
  const key = { "idempotency-key": "checkout-0002" };
  const ids: string[] = [];
  for (const buyer of [await shop.newBuyer(), await shop.newBuyer()]) {
    await buyer.send("POST", "/api/cart/add", { variantId: publicId("var", variantId) });
    ids.push((await orderIn(await buyer.send("POST", "/api/orders", { address }, key))).id);
  }
  expect(new Set(ids).size).toBe(2);
});

test("an empty cart, eleven pieces and a bad address make no order", async () => {
  const buyer = await shop.newBuyer();
  const place = (body: unknown) => buyer.send("POST", "/api/orders", body);
  expect(await errorOf(await place({ address }))).toEqual([409, "cart_empty"]);
  const { variantIds } = await shop.stock([5, 5, 5]);
  for (const id of variantIds)
    await buyer.send("POST", "/api/cart/add", { variantId: publicId("var", id), quantity: 4 });
  expect(await errorOf(await place({ address }))).toEqual([409, "too_many_pieces"]);
  for (const wrong of [{ postalCode: "12" }, { phone: "911" }, { country: "US" }, { fullName: " " }])
    expect(await errorOf(await place({ address: { ...address, ...wrong } }))).toEqual([400, "invalid_input"]);
  expect(await errorOf(await place({}))).toEqual([400, "invalid_input"]);
});

test("orders are their buyer's alone: signed out is 401, somebody else's is a missing one", async () => {
  const [buyer, stranger] = [await shop.newBuyer(), await shop.newBuyer()];
  const { variantIds } = await shop.stock([1]);
  const { id } = await placeOrderOf(buyer, variantIds[0] ?? "");
  for (const [method, path] of [
    ["GET", `/api/orders/${id}`],
    ["POST", `/api/orders/${id}/payment`],
  ] as const) {
    expect(await errorOf(await stranger.send(method, path))).toEqual([404, "order_not_found"]);
    expect(await errorOf(await shop.api.app.request(path, { method }))).toEqual([401, "not_signed_in"]);
  }
  expect(await errorOf(await shop.api.get("/api/orders"))).toEqual([401, "not_signed_in"]);
  expect(await errorOf(await shop.api.post("/api/orders", { address }))).toEqual([401, "not_signed_in"]);
  expect(await errorOf(await buyer.send("GET", `/api/orders/ord_${"0".repeat(32)}`))).toEqual([
    404,
    "order_not_found",
  ]);
  expect(await errorOf(await buyer.send("GET", "/api/orders/1"))).toEqual([400, "invalid_input"]);
});

test("my orders come newest first, a page at a time", async () => {
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([4]);
  await placeOrderOf(await shop.newBuyer(), variantIds[0] ?? "");
  const placed: string[] = [];
  for (let i = 0; i < 3; i++) placed.unshift((await placeOrderOf(buyer, variantIds[0] ?? "")).id);
  const page = pageSchema(orderSummarySchema.strict()).strict();
  const get = async (query: string) =>
    page.parse(await (await buyer.send("GET", `/api/orders${query}`)).json());
  const first = await get("?limit=2");
  const second = await get(`?limit=2&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items].map((order) => order.id)).toEqual(placed);
  expect(second.nextCursor).toBeNull();
});

test("an unpaid hold ends when its time is over, not before, and gives the piece to the next buyer", async () => {
  const { db } = shop.api.deps;
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([1]);
  const [variantId = ""] = variantIds;
  const order = await placeOrderOf(buyer, variantId);
  const orderId = uuidOf(order.id);
  await endHold(shop.api.deps, orderId);
  expect((await orderIn(await buyer.send("GET", `/api/orders/${order.id}`))).state).toBe("pending");

  await db.update(orders).set({ holdUntil: sql`now()` }).where(eq(orders.id, orderId));
  await endHold(shop.api.deps, orderId);
  const expired = await orderIn(await buyer.send("GET", `/api/orders/${order.id}`));
  expect(expired).toMatchObject({ state: "expired", holdUntil: null, items: [{ garment: null }] });
  const late = await buyer.send("POST", `/api/orders/${order.id}/payment`);
  expect(await errorOf(late)).toEqual([409, "order_not_payable"]);
  const next = await placeOrderOf(await shop.newBuyer(), variantId);
  expect(next.items[0]?.garment?.serial).toBe(1);
});

test("every order leaves a job that ends its hold", async () => {
  const { db } = shop.api.deps;
  const [{ placed } = { placed: 0 }] = await db.select({ placed: count() }).from(orders);
  const { rows } = await db.execute<{ due: number }>(
    sql`select count(*)::int as due from jobs.job where name = 'expire-order'`,
  );
  expect(rows[0]?.due).toBe(placed);
});
