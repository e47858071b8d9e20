import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publicId } from "../../src/http/public-id.ts";
import { sweepIdempotencyKeys } from "../../src/http/sweep-idempotency-keys.ts";
import { idempotencyKeys } from "../../src/http/tables.ts";
import { errorOf } from "../error-of.ts";
import { address, type Buyer, openShop, orderIn, type Shop, untilAnswered } from "./open-shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ work: false });
});
afterAll(() => shop?.close());

const key = { "idempotency-key": "checkout-0001" };
const keys = () => shop.api.deps.db.select().from(idempotencyKeys);
const place = (buyer: Buyer, body: unknown = { address }, headers: Record<string, string> = key) =>
  buyer.send("POST", "/api/orders", body, headers);

async function buyerWithCart() {
  await shop.api.deps.db.delete(idempotencyKeys);
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([5]);
  const variantId = publicId("var", variantIds[0] ?? "");
  const fill = () => buyer.send("POST", "/api/cart/add", { variantId });
  await fill();
  return { buyer, fill };
}

test("a repeat gets the very first answer, whatever has happened since", async () => {
  const { buyer, fill } = await buyerWithCart();
  const first = await place(buyer);
  const body = await first.text();
  await fill();
  await buyer.send("POST", `/api/orders/${JSON.parse(body).id}/payment`);
  // Long after: the lease of the first request has ended, its answer has not.
  await shop.api.deps.db.update(idempotencyKeys).set({ leaseUntil: sql`now() - interval '1 hour'` });
  const again = await place(buyer);
  expect([again.status, await again.text()]).toEqual([201, body]);
  expect([first, again].map((answer) => answer.headers.get("idempotency-replayed"))).toEqual([null, "true"]);
});

test("two at once are one act with one answer", async () => {
  const { buyer } = await buyerWithCart();
  const answers = await Promise.all([1, 2, 3].map(() => untilAnswered(() => place(buyer))));
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  expect(new Set(bodies).size).toBe(1);
  expect(answers.filter((answer) => answer.headers.has("idempotency-replayed"))).toHaveLength(2);
});

test("a key with another body, or on another path, is refused", async () => {
  const { buyer, fill } = await buyerWithCart();
  const order = await orderIn(await place(buyer));
  const other = { address: { ...address, line1: "Another street" } };
  expect(await errorOf(await place(buyer, other))).toEqual([409, "idempotency_key_reused"]);
  await fill();
  const second = await orderIn(await place(buyer, { address }, { "idempotency-key": "checkout-0002" }));
  const pay = (id: string) => buyer.send("POST", `/api/orders/${id}/payment`, undefined, key);
  expect((await pay(order.id)).status).toBe(200);
  expect(await errorOf(await pay(second.id))).toEqual([409, "idempotency_key_reused"]);
});

test("a key is one person's: another's is another act", async () => {
  const { buyer } = await buyerWithCart();
  const order = await orderIn(await place(buyer));
  const somebody = await shop.newBuyer();
  expect(await errorOf(await place(somebody))).toEqual([409, "cart_empty"]);
  expect(order.id).toMatch(/^ord_/);
});

test("a refusal is not kept: what was mended works with the same key", async () => {
  const { buyer } = await buyerWithCart();
  expect(await errorOf(await place(buyer, { address: {} }))).toEqual([400, "invalid_input"]);
  expect(await keys()).toEqual([]);
  expect((await place(buyer)).status).toBe(201);
});

test("a key that is none is refused, and signed out it opens nothing", async () => {
  const { buyer } = await buyerWithCart();
  expect(await errorOf(await place(buyer, { address }, { "idempotency-key": "short" }))).toEqual([
    400,
    "invalid_input",
  ]);
  await place(buyer);
  expect(await errorOf(await shop.api.post("/api/orders", { address }, key))).toEqual([401, "not_signed_in"]);
});

test("a request that died in the middle holds its key for its lease, and what it did is not done again", async () => {
  const { buyer } = await buyerWithCart();
  const order = await orderIn(await place(buyer));
  // As a process leaves it that dies after its order and before its answer.
  const died = { status: null, body: null, leaseUntil: sql`now() + interval '1 minute'` };
  await shop.api.deps.db.update(idempotencyKeys).set(died);
  const waiting = await place(buyer);
  expect(waiting.headers.get("retry-after")).toBe("2");
  expect(await errorOf(waiting)).toEqual([409, "request_in_progress"]);
  await shop.api.deps.db.update(idempotencyKeys).set({ leaseUntil: sql`now() - interval '1 second'` });
  expect((await orderIn(await place(buyer))).id).toBe(order.id);
});

test("keys of yesterday are forgotten, those of today are not", async () => {
  const { buyer } = await buyerWithCart();
  await place(buyer);
  await sweepIdempotencyKeys.run(shop.api.deps, {});
  expect(await keys()).toHaveLength(1);
  await shop.api.deps.db
    .update(idempotencyKeys)
    .set({ createdAt: sql`now() - interval '25 hours'` })
    .where(eq(idempotencyKeys.key, "checkout-0001"));
  await sweepIdempotencyKeys.run(shop.api.deps, {});
  expect(await keys()).toEqual([]);
});
