import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { errorOf } from "../../../test/error-of.ts";
import { address, type Buyer, openShop, orderIn, type Shop } from "../../../test/shop/open-shop.ts";
import { publicId, uuidOf } from "../../http/public-id.ts";
import { releaseGarments } from "../stock/release-garments.ts";
import { keptAddressSchema, profileSchema, wishlistSchema } from "./schema.ts";
import { tellOfStock } from "./tell-of-stock.ts";

let shop: Shop;
let me: Buyer;
let stranger: Buyer;
beforeAll(async () => {
  shop = await openShop({ work: false });
});
beforeEach(async () => {
  [me, stranger] = await Promise.all([shop.newBuyer(), shop.newBuyer()]);
});
afterAll(() => shop?.close());

const profileIn = async (answer: Response) => profileSchema.strict().parse(await answer.json());
const profile = async (of = me) => profileIn(await of.send("GET", "/api/users/profile"));
const change = (body: object, by = me) => by.send("PUT", "/api/users/profile", body);
const keep = async (more: object = {}) =>
  keptAddressSchema
    .strict()
    .parse(await (await me.send("POST", "/api/users/address", { ...address, ...more })).json());
const defaults = async () => (await profile()).addresses.map(({ line1, isDefault }) => [line1, isDefault]);

describe("a profile", () => {
  test("changes in what is named, and the rest stays", async () => {
    const username = `kira_${crypto.randomUUID().slice(0, 8)}`;
    expect(await profileIn(await change({ username: username.toUpperCase() }))).toMatchObject({
      ...{ username, name: "Aarav", email: me.email },
    });
    expect(await profileIn(await change({ name: "Kira" }))).toMatchObject({ name: "Kira", username });
    expect(await profileIn(await change({ phone: null }))).toMatchObject({ phone: null, username });
  });

  test("has a name that nobody else has, also when two take it at the same moment", async () => {
    const username = `twice_${crypto.randomUUID().slice(0, 8)}`;
    const answers = await Promise.all([change({ username }), change({ username }, stranger)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused && (await errorOf(refused))).toEqual([409, "username_taken"]);
  });

  test.each([
    ["a name of the house", { username: "flux_support" }],
    ["a look-alike in another script", { username: "кira" }],
    ["a name that is too short", { username: "ab" }],
    ["a phone, which a code proves", { phone: "+919876543210" }],
    ["a role", { role: "admin" }],
    ["an e-mail address", { email: "else@flux.test" }],
  ])("takes no %s", async (_, body) => {
    expect(await errorOf(await change(body))).toEqual([400, "invalid_input"]);
  });
});

describe("an address", () => {
  test("is kept, and the first is the default", async () => {
    expect(await keep()).toMatchObject({ ...address, line2: null, isDefault: true });
    await keep({ line1: "2, Park Street" });
    await keep({ line1: "3, MG Road", isDefault: true });
    expect(await defaults()).toEqual([
      ["3, MG Road", true],
      ["2, Park Street", false],
      [address.line1, false],
    ]);
  });

  test("that is removed leaves the newest as the default, and orders as they were", async () => {
    const { variantIds } = await shop.stock([1]);
    const first = await keep();
    await keep({ line1: "2, Park Street" });
    await me.send("POST", "/api/cart/add", { variantId: publicId("var", variantIds[0] ?? ""), quantity: 1 });
    const order = await orderIn(await me.send("POST", "/api/orders", { address }));
    expect((await me.send("DELETE", `/api/users/address/${first.id}`)).status).toBe(200);
    expect(await defaults()).toEqual([["2, Park Street", true]]);
    expect((await orderIn(await me.send("GET", `/api/orders/${order.id}`))).address.line1).toBe(
      address.line1,
    );
    expect(await errorOf(await me.send("DELETE", `/api/users/address/${first.id}`))).toEqual([
      404,
      "address_not_found",
    ]);
  });

  test("is written anew, and stays the default until another is", async () => {
    const first = await keep();
    const path = `/api/users/address/${first.id}`;
    const body = { ...address, city: "Pune", postalCode: "411001" };
    expect(await (await me.send("PUT", path, body)).json()).toMatchObject({ city: "Pune", isDefault: true });
    const second = await keep({ line1: "2, Park Street" });
    await me.send("PUT", `/api/users/address/${second.id}`, { ...address, isDefault: true });
    expect((await defaults()).map(([, isDefault]) => isDefault)).toEqual([true, false]);
  });

  test("of somebody else is not there", async () => {
    const { id } = await keep();
    expect(await errorOf(await stranger.send("PUT", `/api/users/address/${id}`, address))).toEqual([
      404,
      "address_not_found",
    ]);
    expect(await errorOf(await stranger.send("DELETE", `/api/users/address/${id}`))).toEqual([
      404,
      "address_not_found",
    ]);
    expect((await profile(stranger)).addresses).toEqual([]);
    expect(await defaults()).toHaveLength(1);
  });

  test("is one of twenty at most, and one is the default, however many come at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, i) =>
        me.send("POST", "/api/users/address", { ...address, line1: `${i}`, isDefault: true }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect((await defaults()).filter(([, isDefault]) => isDefault)).toHaveLength(1);
  });

  test("that is kept twice with one key is kept once", async () => {
    const send = () => me.send("POST", "/api/users/address", address, { "idempotency-key": "one-address" });
    const first = await (await send()).json();
    expect(await (await send()).json()).toEqual(first);
    expect(await defaults()).toHaveLength(1);
  });

  test.each([
    ["a PIN code of another state", { postalCode: "110001" }, "postalCode"],
    ["a PIN code that begins with 0", { postalCode: "010001" }, "postalCode"],
    ["a state that is none", { state: "Bombay" }, "state"],
    ["a phone of another country", { phone: "+4915112345678" }, "phone"],
    ["another country", { country: "DE" }, "country"],
  ])("with %s is refused, and says which field", async (_, wrong, field) => {
    for (const [path, body] of [
      ["/api/users/address", { ...address, ...wrong }],
      ["/api/orders", { address: { ...address, ...wrong } }],
    ] as const) {
      const { error } = (await (await me.send("POST", path, body)).json()) as {
        error: { code: string; problems: { path: string }[] };
      };
      expect([error.code, error.problems[0]?.path.split(".").at(-1)]).toEqual(["invalid_input", field]);
    }
  });

  test.each([
    ["Devanagari digits", { postalCode: "४०० ०५०", phone: "+९१ ९८७६५ ४३२१०" }],
    ["an army post office", { postalCode: "900056", state: "Punjab" }],
    ["a state that shares its circle", { postalCode: "403001", state: "Goa" }],
  ])("with %s is kept", async (_, right) => {
    expect(await keep(right)).toMatchObject({ phone: "+919876543210" });
  });
});

describe("a wishlist", () => {
  const wish = (productId: string, tell = false) =>
    me.send("POST", "/api/users/wishlist", { productId: publicId("prd", productId), tell });
  const listed = async (answer: Response) =>
    wishlistSchema
      .strict()
      .parse(await answer.json())
      .items.map(({ product, tell }) => [product.slug, tell]);

  test("holds each product once, the newest first, and is its person's alone", async () => {
    const [a, b] = [await shop.stock([1]), await shop.stock([1])];
    await wish(a.productId);
    expect(await listed(await wish(b.productId))).toEqual([
      [b.slug, false],
      [a.slug, false],
    ]);
    expect(await listed(await wish(a.productId, true))).toEqual([
      [b.slug, false],
      [a.slug, true],
    ]);
    expect(await listed(await stranger.send("GET", "/api/users/wishlist"))).toEqual([]);
    const off = () => me.send("DELETE", `/api/users/wishlist/${publicId("prd", b.productId)}`);
    expect(await listed(await off())).toEqual([[a.slug, true]]);
    expect((await off()).status).toBe(200);
  });

  test("takes no product that is not there", async () => {
    expect(await errorOf(await wish(crypto.randomUUID()))).toEqual([404, "product_not_found"]);
  });

  test("tells who asked, once, when a piece is free, and nobody before", async () => {
    const product = await shop.stock([1]);
    const [only] = product.variantIds;
    await stranger.send("POST", "/api/cart/add", { variantId: publicId("var", only ?? ""), quantity: 1 });
    const order = await orderIn(await stranger.send("POST", "/api/orders", { address }));
    await wish(product.productId, true);
    const told = async () => {
      await Promise.all([tellOfStock.run(shop.api.deps, {}), tellOfStock.run(shop.api.deps, {})]);
      return (await shop.api.mailsTo(me.email)).map(({ subject }) => subject);
    };
    expect(await told()).toEqual([]);
    await shop.api.deps.db.transaction((tx) => releaseGarments(tx, uuidOf(order.id)));
    expect(await told()).toEqual(["Test Piece can be had".replace("Piece", `Piece ${product.batchId}`)]);
    expect(await told()).toHaveLength(1);
    expect(await listed(await me.send("GET", "/api/users/wishlist"))).toEqual([[product.slug, false]]);
  });
});

test.each([
  ["GET", "/api/users/profile"],
  ["PUT", "/api/users/profile"],
  ["POST", "/api/users/address"],
  ["GET", "/api/users/wishlist"],
  ["POST", "/api/users/wishlist"],
])("%s %s is for who is signed in", async (method, path) => {
  const init = method === "GET" ? {} : { body: "{}", headers: { "content-type": "application/json" } };
  expect(await errorOf(await shop.api.app.request(path, { method, ...init }))).toEqual([
    401,
    "not_signed_in",
  ]);
});
