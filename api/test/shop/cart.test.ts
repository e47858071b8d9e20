import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicId } from "../../src/http/public-id.ts";
import { cartSchema } from "../../src/modules/cart/schema.ts";
import { carts } from "../../src/modules/cart/tables.ts";
import { errorOf } from "../error-of.ts";
import { address, openShop, orderIn, type Shop } from "./open-shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ work: false });
});
afterAll(() => shop?.close());

const cartIn = async (answer: Response) => {
  expect(answer.status).toBe(200);
  return cartSchema.strict().parse(await answer.json());
};

async function stocked(pieces: number[], pricePaise?: number) {
  const { variantIds } = await shop.stock(pieces, pricePaise);
  return variantIds.map((id) => publicId("var", id));
}

/** A browser that is not signed in: it keeps the cookie it is given. */
function newGuest() {
  let cookie = "";
  return {
    cookie: () => cookie,
    async send(method: string, path: string, body?: unknown) {
      const headers = { cookie, ...(body === undefined ? {} : { "content-type": "application/json" }) };
      const answer = await shop.api.app.request(path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? cookie;
      return answer;
    },
  };
}

describe.each([
  ["somebody signed in", () => shop.newBuyer()],
  ["a guest", async () => newGuest()],
])("for %s", (_, newPerson) => {
  test("a cart collects, counts, changes and lets go, and says that GST is in the price", async () => {
    const person = await newPerson();
    const [s, m] = await stocked([9, 9], 129_900);
    await person.send("POST", "/api/cart/add", { variantId: s, quantity: 2 });
    await person.send("POST", "/api/cart/add", { variantId: s });
    const full = await cartIn(await person.send("POST", "/api/cart/add", { variantId: m }));
    expect(full.items.map((item) => item.quantity)).toEqual([3, 1]);
    expect(full.totals.total.amount).toBe(4 * 129_900);
    expect(full.totals.gst).toEqual({
      included: true,
      amount: { amount: 24_744, currency: "INR" },
      split: null,
    });
    expect(full.orderable).toBe(true);

    const [first, second] = full.items;
    const fewer = await cartIn(
      await person.send("PUT", "/api/cart/update", { itemId: first?.id, quantity: 1 }),
    );
    expect(fewer.pieces).toBe(2);
    await person.send("DELETE", `/api/cart/remove/${second?.id}`);
    const left = await cartIn(await person.send("GET", "/api/cart"));
    expect(left.items.map((item) => [item.size, item.quantity])).toEqual([["S", 1]]);
  });

  test("a cart refuses more than there are, more than five, and what does not exist", async () => {
    const person = await newPerson();
    const [none, three, many] = await stocked([0, 3, 9]);
    const add = (variantId: unknown, quantity: unknown) =>
      person.send("POST", "/api/cart/add", { variantId, quantity });
    expect(await errorOf(await add(none, 1))).toEqual([409, "sold_out"]);
    expect(await errorOf(await add(three, 4))).toEqual([409, "not_enough_left"]);
    await add(many, 5);
    expect(await errorOf(await add(many, 1))).toEqual([409, "too_many_of_one"]);
    expect(await errorOf(await add(`var_${"0".repeat(32)}`, 1))).toEqual([404, "variant_not_found"]);
    for (const bad of [0, -1, 6, 1.5, "1", null])
      expect(await errorOf(await add(many, bad)), String(bad)).toEqual([400, "invalid_input"]);
    expect(await errorOf(await add("var_1", 1))).toEqual([400, "invalid_input"]);
  });

  test("somebody else's line is a missing one", async () => {
    const [person, other] = [await newPerson(), await shop.newBuyer()];
    const [variantId] = await stocked([5]);
    const theirs = await cartIn(await other.send("POST", "/api/cart/add", { variantId }));
    const itemId = theirs.items[0]?.id;
    await person.send("POST", "/api/cart/add", { variantId });
    const changed = await person.send("PUT", "/api/cart/update", { itemId, quantity: 3 });
    expect(await errorOf(changed)).toEqual([404, "cart_item_not_found"]);
    const removed = await person.send("DELETE", `/api/cart/remove/${itemId}`);
    expect(await errorOf(removed)).toEqual([404, "cart_item_not_found"]);
    expect((await cartIn(await other.send("GET", "/api/cart"))).pieces).toBe(1);
  });
});

test("clicks at the same time are all counted", async () => {
  const buyer = await shop.newBuyer();
  const [variantId] = await stocked([9]);
  await Promise.all([1, 2, 3, 4].map(() => buyer.send("POST", "/api/cart/add", { variantId })));
  expect((await cartIn(await buyer.send("GET", "/api/cart"))).pieces).toBe(4);
});

test("a guest who signs in brings the cart along, once, and takes the cookie's secret away", async () => {
  const [s, m] = await stocked([9, 9]);
  const guest = newGuest();
  await guest.send("POST", "/api/cart/add", { variantId: s, quantity: 4 });
  await guest.send("POST", "/api/cart/add", { variantId: m });
  const buyer = await shop.newBuyer({ password: "four-words-are-better" });
  await buyer.send("POST", "/api/cart/add", { variantId: s, quantity: 3 });

  const login = { email: buyer.email, password: "four-words-are-better" };
  const cookie = guest.cookie();
  const signedIn = await shop.api.post("/api/auth/login", login, { cookie });
  expect(signedIn.headers.getSetCookie()).toContainEqual(expect.stringMatching(/^flux_cart=;.*Max-Age=0/));
  await shop.api.post("/api/auth/login", login, { cookie });
  const merged = await cartIn(await buyer.send("GET", "/api/cart"));
  expect(merged.items.map((item) => [item.size, item.quantity])).toEqual([
    ["S", 5],
    ["M", 1],
  ]);
  expect((await cartIn(await guest.send("GET", "/api/cart"))).pieces).toBe(0);
});

test("a look at a cart changes nothing, whatever cookies come with it", async () => {
  const [variantId] = await stocked([9]);
  const guest = newGuest();
  await guest.send("POST", "/api/cart/add", { variantId });
  const buyer = await shop.newBuyer();
  const seen = await buyer.send("GET", "/api/cart", undefined, { cookie: guest.cookie() });
  expect(seen.headers.get("set-cookie")).toBeNull();
  expect((await cartIn(seen)).pieces).toBe(0);
  expect((await cartIn(await guest.send("GET", "/api/cart"))).pieces).toBe(1);
});

test("a guest's cookie cannot be read by scripts and is not sent along from other sites' forms", async () => {
  const [variantId] = await stocked([1]);
  const answer = await newGuest().send("POST", "/api/cart/add", { variantId });
  expect(answer.headers.get("set-cookie")).toMatch(/^flux_cart=[\w-]{32}; .*HttpOnly; SameSite=Lax/);
});

test("the database does not hold what a guest's cookie says: a copy of it opens no cart", async () => {
  const [variantId] = await stocked([1]);
  const guest = newGuest();
  await guest.send("POST", "/api/cart/add", { variantId });
  const secret = guest.cookie().replace("flux_cart=", "");
  expect(secret).toHaveLength(32);
  expect(JSON.stringify(await shop.api.deps.db.select().from(carts))).not.toContain(secret);
});

test("looking at a cart that does not exist makes none", async () => {
  const answer = await newGuest().send("GET", "/api/cart");
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect(await cartIn(answer)).toMatchObject({ items: [], pieces: 0, orderable: false });
});

test("a cart tells for a place what an order to that place costs, to the paisa, and for none the least it may be", async () => {
  const buyer = await shop.newBuyer();
  const [variantId] = await stocked([4], 49_900);
  await buyer.send("POST", "/api/cart/add", { variantId });
  const totalsFor = async (query = "") => (await cartIn(await buyer.send("GET", `/api/cart${query}`))).totals;
  const [anywhere, home, remote] = [
    await totalsFor(),
    await totalsFor("?state=Maharashtra&postalCode=400050"),
    await totalsFor("?state=Assam&postalCode=781001"),
  ];
  expect([anywhere, home, remote].map(({ shipping }) => shipping.amount)).toEqual([6_900, 6_900, 18_900]);
  expect([anywhere, home, remote].map(({ gst }) => gst.split && gst.split.igst.amount > 0)).toEqual([
    ...[null, false, true],
  ]);
  const assam = { ...address, city: "Guwahati", state: "Assam", postalCode: "781001" };
  const order = (expectedTotal: number) =>
    buyer.send("POST", "/api/orders", { address: assam, expectedTotal });
  expect(await errorOf(await order(home.total.amount))).toEqual([409, "total_changed"]);
  expect((await orderIn(await order(remote.total.amount))).totals).toEqual(remote);
});
