import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicId, uuidOf } from "../../src/http/public-id.ts";
import { cartSchema } from "../../src/modules/cart/schema.ts";
import { endHold } from "../../src/modules/orders/expire-order.ts";
import { orders } from "../../src/modules/orders/tables.ts";
import { products } from "../../src/modules/products/tables.ts";
import { batches, garments } from "../../src/modules/stock/tables.ts";
import { errorOf } from "../error-of.ts";
import { holdStill, waitingFor } from "../hold-still.ts";
import { address, type Buyer, openShop, orderIn, placeOrderOf, type Shop } from "./open-shop.ts";

// How much of a drop one person, one address and one network may keep from the others, unpaid and in all.

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({
    work: false,
    settings: { UNPAID_ORDERS_PER_PERSON: "3", UNPAID_ORDERS_PER_ADDRESS: "4", ORDERS_PER_NETWORK: "5" },
  });
});
afterAll(() => shop?.close());

let doors = 0;
/** An address that nobody else has. */
const newDoor = () => ({ ...address, line1: `${++doors}, Hill Road` });
let networks = 0;
const newNetwork = () => ({ "x-forwarded-for": `203.0.113.${++networks}` });

const add = (buyer: Buyer, variantId: string, quantity = 1) =>
  buyer.send("POST", "/api/cart/add", { variantId: publicId("var", variantId), quantity });
const place = (buyer: Buyer, to: object = newDoor(), headers: object = newNetwork(), more: object = {}) =>
  buyer.send("POST", "/api/orders", { address: to, ...more }, { ...headers });
const cartOf = async (buyer: Buyer) =>
  cartSchema.strict().parse(await (await buyer.send("GET", "/api/cart")).json());
const overNow = (id: string) =>
  shop.api.deps.db
    .update(orders)
    .set({ holdUntil: sql`now()` })
    .where(eq(orders.id, uuidOf(id)));

describe("one person", () => {
  test("holds three unpaid orders, and a fourth when one of them is over", async () => {
    const buyer = await shop.newBuyer();
    const { variantIds } = await shop.stock([9]);
    const [variantId = ""] = variantIds;
    const held: string[] = [];
    for (let i = 0; i < 3; i++) {
      await add(buyer, variantId);
      held.push((await orderIn(await place(buyer))).id);
    }
    await add(buyer, variantId);
    expect(await errorOf(await place(buyer))).toEqual([409, "too_many_unpaid"]);
    // Nothing typed or collected is lost by that.
    expect((await cartOf(buyer)).pieces).toBe(1);
    await overNow(held[0] ?? "");
    await endHold(shop.api.deps, uuidOf(held[0] ?? ""));
    expect((await orderIn(await place(buyer))).state).toBe("pending");
  });

  test("holds ten pieces unpaid, however they are ordered", async () => {
    const buyer = await shop.newBuyer();
    const { variantIds } = await shop.stock([5, 5, 5]);
    const [s = "", m = "", l = ""] = variantIds;
    for (const variantId of [s, m]) await add(buyer, variantId, 4);
    await orderIn(await place(buyer));
    await add(buyer, l, 3);
    expect(await errorOf(await place(buyer))).toEqual([409, "too_many_held"]);
    const [line] = (await cartOf(buyer)).items;
    await buyer.send("PUT", "/api/cart/update", { itemId: line?.id, quantity: 2 });
    expect((await orderIn(await place(buyer))).items).toHaveLength(2);
  });
});

describe("one address", () => {
  test("holds four unpaid orders, whoever orders and however the door is written", async () => {
    const { variantIds } = await shop.stock([9]);
    const [variantId = ""] = variantIds;
    const door = { ...address, line1: "7, Carter Road", line2: "Flat 3", postalCode: "400052" };
    const written = [
      door,
      { ...door, fullName: "Somebody Else", phone: "+919876500000" },
      { ...door, line1: "7 CARTER ROAD", line2: "flat-3" },
      { ...door, line1: "Flat 3", line2: "Carter Road, 7" },
      { ...door, line1: "7,Carter Road.", line2: "FLAT 3" },
    ];
    const answers: Response[] = [];
    for (const to of written) {
      const buyer = await shop.newBuyer();
      await add(buyer, variantId);
      answers.push(await place(buyer, to));
    }
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 409]);
    const last = answers.at(-1);
    expect(last && (await errorOf(last))).toEqual([409, "address_holds_enough"]);
    const neighbour = await shop.newBuyer();
    await add(neighbour, variantId);
    expect((await place(neighbour, { ...door, line1: "8, Carter Road" })).status).toBe(201);
  });

  test("holds twenty pieces at most", async () => {
    const door = newDoor();
    const { variantIds } = await shop.stock([9, 9, 9]);
    for (const _ of [1, 2]) {
      const buyer = await shop.newBuyer();
      for (const variantId of variantIds.slice(0, 2)) await add(buyer, variantId, 4);
      await orderIn(await place(buyer, door));
    }
    const third = await shop.newBuyer();
    await add(third, variantIds[2] ?? "", 5);
    expect(await errorOf(await place(third, door))).toEqual([409, "address_holds_enough"]);
  });

  test("is counted for two who order to it at once", async () => {
    const { db } = shop.api.deps;
    const door = newDoor();
    const { variantIds } = await shop.stock([9]);
    const [variantId = ""] = variantIds;
    for (let i = 0; i < 3; i++) {
      const buyer = await shop.newBuyer();
      await add(buyer, variantId);
      await orderIn(await place(buyer, door));
    }
    const both = [await shop.newBuyer(), await shop.newBuyer()];
    for (const buyer of both) await add(buyer, variantId);
    // Both stand still before they have a garment: the first with its count made, the second at the address.
    const other = await holdStill(db, (tx) =>
      tx.select().from(garments).where(eq(garments.variantId, variantId)).for("update"),
    );
    const acts = both.map((buyer) => place(buyer, door));
    await waitingFor(db, 2, ...acts);
    await other.end("rollback");
    const answers = await Promise.all(acts);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

test("one network places so many orders, and only what was ordered counts", async () => {
  const network = newNetwork();
  const { variantIds } = await shop.stock([6, 0]);
  const [variantId = ""] = variantIds;
  const order = async () => {
    const buyer = await shop.newBuyer();
    await add(buyer, variantId);
    return place(buyer, newDoor(), network);
  };
  for (let i = 0; i < 5; i++) {
    expect(await errorOf(await place(await shop.newBuyer(), newDoor(), network))).toEqual([
      409,
      "cart_empty",
    ]);
    expect((await order()).status).toBe(201);
  }
  expect(await errorOf(await order())).toEqual([429, "too_many_requests"]);
});

describe("an edition with a limit for each person", () => {
  async function limited(pieces: number[], perPerson: number) {
    const stocked = await shop.stock(pieces);
    await shop.api.deps.db.update(batches).set({ perPerson }).where(eq(batches.id, stocked.batchId));
    return stocked;
  }

  test("is held and bought up to it, and no further; what was given back counts no more", async () => {
    const buyer = await shop.newBuyer();
    const { variantIds } = await limited([5, 5], 3);
    const [s = "", m = ""] = variantIds;
    const first = await placeAt(buyer, s, 2);
    expect(await errorOf(await add(buyer, m, 2))).toEqual([409, "person_has_enough"]);
    await add(buyer, m, 1);
    const second = await orderIn(await place(buyer));
    expect(await errorOf(await add(buyer, s, 1))).toEqual([409, "person_has_enough"]);
    await buyer.send("PUT", `/api/orders/${first.id}/cancel`, {});
    expect((await add(buyer, s, 2)).status).toBe(200);
    await buyer.send("PUT", `/api/orders/${second.id}/cancel`, {});
  });

  test("guards the order itself, where a cart collected more over two sizes", async () => {
    const buyer = await shop.newBuyer();
    const { variantIds } = await limited([5, 5], 3);
    for (const variantId of variantIds) expect((await add(buyer, variantId, 2)).status).toBe(200);
    expect(await errorOf(await place(buyer))).toEqual([409, "too_many_for_one"]);
    expect((await cartOf(buyer)).pieces).toBe(4);
  });

  test("is nobody else's limit", async () => {
    const { variantIds } = await limited([5], 1);
    for (const buyer of [await shop.newBuyer(), await shop.newBuyer()])
      expect((await placeAt(buyer, variantIds[0] ?? "")).state).toBe("pending");
  });

  async function placeAt(buyer: Buyer, variantId: string, quantity = 1) {
    await add(buyer, variantId, quantity);
    return orderIn(await place(buyer));
  }
});

describe("a total that was shown", () => {
  test("is the one that is ordered; another one is refused with both, and nothing is ordered or lost", async () => {
    const buyer = await shop.newBuyer();
    const { variantIds, productId } = await shop.stock([5], 179_900);
    const [variantId = ""] = variantIds;
    await add(buyer, variantId);
    await add(buyer, variantId);
    const key = { ...newNetwork(), "idempotency-key": "agreed-0001" };
    const stale = await place(buyer, address, key, { expectedTotal: 179_900 });
    expect(await stale.clone().json()).toMatchObject({
      error: { values: { expectedPaise: 179_900, totalPaise: 359_800 } },
    });
    expect(await errorOf(stale)).toEqual([409, "total_changed"]);
    expect((await cartOf(buyer)).pieces).toBe(2);
    // A refusal gives the key back: the same form, with what is shown now.
    const order = await orderIn(await place(buyer, address, key, { expectedTotal: 359_800 }));
    expect(order.totals.total.amount).toBe(359_800);

    await add(buyer, variantId);
    await shop.api.deps.db.update(products).set({ pricePaise: 199_900 }).where(eq(products.id, productId));
    const dearer = await place(buyer, newDoor(), newNetwork(), { expectedTotal: 179_900 });
    expect(await errorOf(dearer)).toEqual([409, "total_changed"]);
    expect((await orderIn(await place(buyer, newDoor()))).totals.total.amount).toBe(199_900);
  });

  test("that is no sum of money is refused", async () => {
    const buyer = await shop.newBuyer();
    for (const expectedTotal of [-1, 1.5, "179900", null])
      expect(await errorOf(await place(buyer, address, newNetwork(), { expectedTotal }))).toEqual([
        400,
        "invalid_input",
      ]);
  });
});

describe("an Idempotency-Key", () => {
  test("whose order ran out or was given back is told so, never 201 with an order that holds nothing", async () => {
    for (const end of ["expired", "cancelled"] as const) {
      const buyer = await shop.newBuyer();
      const { variantIds } = await shop.stock([2]);
      const [variantId = ""] = variantIds;
      await add(buyer, variantId);
      const key = { ...newNetwork(), "idempotency-key": `ended-${end}` };
      const door = newDoor();
      const { id, number } = await orderIn(await place(buyer, door, key));
      expect((await orderIn(await place(buyer, door, key))).id).toBe(id);
      if (end === "expired") {
        await overNow(id);
        await endHold(shop.api.deps, uuidOf(id));
      } else await buyer.send("PUT", `/api/orders/${id}/cancel`, {});
      await add(buyer, variantId);
      const again = await place(buyer, door, key);
      expect(await again.clone().json()).toMatchObject({ error: { values: { order: number, state: end } } });
      expect(await errorOf(again)).toEqual([409, "order_ended"]);
      const other = await place(buyer, newDoor(), key);
      expect(await errorOf(other)).toEqual([409, "idempotency_key_reused"]);
      expect((await orderIn(await place(buyer, door))).id).not.toBe(id);
    }
  });
});

describe("what somebody holds themselves", () => {
  test("is told by the order that holds it, in the cart and in the checkout, and to nobody else", async () => {
    const [buyer, other] = [await shop.newBuyer(), await shop.newBuyer()];
    const { variantIds } = await shop.stock([1]);
    const [variantId = ""] = variantIds;
    await add(buyer, variantId);
    const { id } = await orderIn(await place(buyer));
    const refused = await add(buyer, variantId);
    expect(await refused.clone().json()).toMatchObject({ error: { values: { order: id } } });
    expect(await errorOf(refused)).toEqual([409, "held_by_you"]);
    expect(await errorOf(await add(other, variantId))).toEqual([409, "sold_out"]);
    await buyer.send("PUT", `/api/orders/${id}/cancel`, {});
    expect((await add(other, variantId)).status).toBe(200);
  });

  test("is told also where it was held after it was put into the cart", async () => {
    const buyer = await shop.newBuyer();
    const { variantIds } = await shop.stock([2]);
    const [variantId = ""] = variantIds;
    await add(buyer, variantId);
    const { id } = await orderIn(await place(buyer));
    await add(buyer, variantId);
    await placeOrderOf(await shop.newBuyer(), variantId);
    const refused = await place(buyer);
    expect(await refused.clone().json()).toMatchObject({ error: { values: { order: id } } });
    expect(await errorOf(refused)).toEqual([409, "held_by_you"]);
  });
});

describe("a cart tells what changed since", () => {
  test("a price that rose or fell, until the number of it is set anew", async () => {
    const buyer = await shop.newBuyer();
    const { variantIds, productId } = await shop.stock([9], 179_900);
    await add(buyer, variantIds[0] ?? "");
    expect((await cartOf(buyer)).items).toMatchObject([{ priceBefore: null }]);
    await shop.api.deps.db.update(products).set({ pricePaise: 149_900 }).where(eq(products.id, productId));
    const cart = await cartOf(buyer);
    expect(cart.items).toMatchObject([
      { priceBefore: { amount: 179_900 }, unitPrice: { amount: 149_900 }, problem: null },
    ]);
    await buyer.send("PUT", "/api/cart/update", { itemId: cart.items[0]?.id, quantity: 2 });
    expect((await cartOf(buyer)).items).toMatchObject([{ priceBefore: null }]);
  });

  test("a product that is not sold any more is said, and neither added nor ordered", async () => {
    const buyer = await shop.newBuyer();
    const { variantIds, productId } = await shop.stock([9]);
    const [variantId = ""] = variantIds;
    await add(buyer, variantId);
    await shop.api.deps.db.update(products).set({ archivedAt: sql`now()` }).where(eq(products.id, productId));
    expect(await cartOf(buyer)).toMatchObject({ orderable: false, items: [{ problem: "not_for_sale" }] });
    expect(await errorOf(await add(buyer, variantId))).toEqual([409, "not_for_sale"]);
    expect(await errorOf(await place(buyer))).toEqual([409, "not_for_sale"]);
  });

  test("and is emptied at once, a second time too, its owner's alone", async () => {
    const [buyer, other] = [await shop.newBuyer(), await shop.newBuyer()];
    const { variantIds } = await shop.stock([9]);
    for (const each of [buyer, other]) await add(each, variantIds[0] ?? "");
    for (const _ of [1, 2]) {
      const answer = await buyer.send("DELETE", "/api/cart/clear");
      expect(cartSchema.strict().parse(await answer.json())).toMatchObject({ items: [], pieces: 0 });
    }
    expect((await cartOf(other)).pieces).toBe(1);
    expect((await shop.api.app.request("/api/cart/clear", { method: "DELETE" })).status).toBe(200);
  });
});
