import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publicId } from "../../src/http/public-id.ts";
import { sweepGuestCarts } from "../../src/modules/cart/sweep-guest-carts.ts";
import { cartItems, carts } from "../../src/modules/cart/tables.ts";
import { openShop, type Shop } from "./open-shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ work: false });
});
afterAll(() => shop?.close());

async function add(ip: string, cookie = "") {
  const { variantIds } = await stock;
  const body = { variantId: publicId("var", variantIds[0] ?? "") };
  return shop.api.post("/api/cart/add", body, { "x-forwarded-for": ip, cookie });
}
let stock: ReturnType<Shop["stock"]>;
beforeAll(() => {
  stock = shop.stock([50]);
});

test.each([
  ["no cookie", "203.0.113.1", () => ""],
  ["a made up cookie each time", "203.0.113.2", (n: number) => `flux_cart=made-up-${n}`],
])(
  "a network makes so many carts and no more, with %s; who has one goes on, and other networks too",
  async (_, ip, cookieOf) => {
    const before = await shop.api.deps.db.$count(carts);
    const first = await add(ip, cookieOf(0));
    const own = first.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const statuses = [];
    for (let n = 1; n < 120; n++) statuses.push((await add(ip, cookieOf(n))).status);
    expect(new Set(statuses.slice(0, 99))).toEqual(new Set([200]));
    expect(new Set(statuses.slice(99))).toEqual(new Set([429]));
    expect(await shop.api.deps.db.$count(carts)).toBe(before + 100);
    expect((await add(ip, own)).status).toBe(200);
    expect((await add(`198.51.100.${ip.at(-1)}`)).status).toBe(200);
  },
);

test("a guest's cart that has stood empty for a day goes; one with pieces, and a person's, stay", async () => {
  const { db } = shop.api.deps;
  await add("203.0.113.3");
  const [full] = await db.select({ id: cartItems.cartId }).from(cartItems).orderBy(sql`id desc`).limit(1);
  const buyer = await shop.newBuyer();
  const [empty, fresh, person] = await db
    .insert(carts)
    .values([{ guestKeyHash: "empty" }, { guestKeyHash: "fresh" }, { userId: buyer.id }])
    .returning({ id: carts.id });
  const twoDaysAgo = sql`now() - interval '2 days'`;
  for (const cart of [full, empty, person]) {
    await db
      .update(carts)
      .set({ updatedAt: twoDaysAgo })
      .where(eq(carts.id, cart?.id ?? ""));
  }
  await sweepGuestCarts.run(shop.api.deps, {});
  const left = (await db.select({ id: carts.id }).from(carts)).map(({ id }) => id);
  expect(left).toEqual(expect.arrayContaining([full?.id, fresh?.id, person?.id]));
  expect(left).not.toContain(empty?.id);
});
