import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appoint } from "../../../test/appoint.ts";
import { errorOf } from "../../../test/error-of.ts";
import { jpegOf } from "../../../test/pictures.ts";
import { type Buyer, openShop, placeOrderOf, type Shop } from "../../../test/shop/open-shop.ts";
import { audit } from "../../audit/tables.ts";
import { pageSchema } from "../../http/page.ts";
import { publicId, uuidOf } from "../../http/public-id.ts";
import { orders } from "../orders/tables.ts";
import { paymentAttempts, payments, refunds } from "../payments/tables.ts";
import { productSchema } from "../products/schema.ts";
import { products } from "../products/tables.ts";
import { sweepUploads } from "../uploads/sweep-uploads.ts";
import { uploads } from "../uploads/tables.ts";
import { users } from "../users/tables.ts";
import {
  houseReviewSchema,
  mineSchema,
  orderReviewsSchema,
  ownReviewSchema,
  reviewsSchema,
} from "./schema.ts";
import { reviews } from "./tables.ts";

const text = "Heavy cotton, and the print still looks new.";
let shop: Shop;
let db: Shop["api"]["deps"]["db"];
let stocked: Awaited<ReturnType<Shop["stock"]>>;
let me: Buyer;
beforeAll(async () => {
  shop = await openShop({ work: false });
  db = shop.api.deps.db;
});
beforeEach(async () => {
  [stocked, me] = await Promise.all([shop.stock([40]), shop.newBuyer()]);
});
afterAll(() => shop?.close());

type OrderState = typeof orders.$inferSelect.state;
const setState = (orderId: string, state: OrderState) =>
  db
    .update(orders)
    .set({ state, endedAt: state === "expired" || state === "cancelled" ? new Date() : null })
    .where(eq(orders.id, uuidOf(orderId)));

/** An order of theirs that arrived. */
async function bought(who = me, quantity = 1, state: OrderState = "delivered") {
  const order = await placeOrderOf(who, stocked.variantIds[0] ?? "", quantity);
  await setState(order.id, state);
  return { orderId: order.id, items: order.items.map(({ id }) => id) };
}
const write = (who: Buyer, orderId: string, item: string | undefined, words: object = {}) =>
  who.send("POST", `/api/orders/${orderId}/review`, { item, stars: 5, text, ...words });
async function reviewed(words: object = {}, who = me) {
  const { orderId, items } = await bought(who);
  const answer = await write(who, orderId, items[0], words);
  if (answer.status !== 201) throw new Error(await answer.text());
  return { orderId, ...ownReviewSchema.strict().parse(await answer.json()) };
}
const list = async (query = "") => {
  const answer = await shop.api.get(`/api/products/${stocked.slug}/reviews${query}`);
  return reviewsSchema.strict().parse(await answer.json());
};
const rating = async () =>
  productSchema.strict().parse(await (await shop.api.get(`/api/products/${stocked.slug}`)).json()).rating;
const mine = async (who = me) => {
  const answer = await who.send("GET", `/api/products/${stocked.slug}/reviews/mine`);
  return mineSchema.strict().parse(await answer.json());
};
async function newAdmin() {
  const admin = await shop.newBuyer();
  await appoint(shop.api, { userId: publicId("usr", admin.id) }, "admin");
  return admin;
}

describe("writing a review", () => {
  test("is for who bought the piece, and shows it as a verified purchase", async () => {
    const { id } = await reviewed({ title: "Stays black", stars: 4 });
    const { items, histogram, rating } = await list();
    expect(items).toMatchObject([
      { id, stars: 4, title: "Stays black", text, verified: true, author: null, size: "S", helpful: 0 },
    ]);
    expect([histogram, rating]).toEqual([[0, 0, 0, 1, 0], { average: 4, count: 1 }]);
    expect(JSON.stringify(items)).not.toContain(me.email);
  });

  test("is refused to who is signed out, and to who bought nothing: the order is not theirs", async () => {
    const { orderId, items } = await bought();
    const body = { item: items[0], stars: 1, text };
    const signedOut = await shop.api.post(`/api/orders/${orderId}/review`, body);
    expect(await errorOf(signedOut)).toEqual([401, "not_signed_in"]);
    const other = await shop.newBuyer();
    expect(await errorOf(await write(other, orderId, items[0]))).toEqual([404, "order_not_found"]);
    const theirs = await bought(other);
    expect(await errorOf(await write(other, theirs.orderId, items[0]))).toEqual([404, "piece_not_found"]);
  });

  test.each<[OrderState, string]>([
    ["pending", "not_reviewable_yet"],
    ["confirmed", "not_reviewable_yet"],
    ["expired", "not_reviewable_yet"],
    ["cancelled", "piece_given_back"],
  ])("of a piece of an order that is %s and not minted is refused", async (state, code) => {
    const { orderId, items } = await bought(me, 1, state);
    expect(await errorOf(await write(me, orderId, items[0]))).toEqual([409, code]);
  });

  test("is done once a piece, also when it is sent twice at once; another piece has its own", async () => {
    const { orderId, items } = await bought(me, 2);
    const both = await Promise.all([write(me, orderId, items[0]), write(me, orderId, items[0])]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await errorOf(await write(me, orderId, items[0]))).toEqual([409, "already_reviewed"]);
    expect((await write(me, orderId, items[1])).status).toBe(201);
    expect((await rating())?.count).toBe(2);
  });

  test.each<[string, object]>([
    ["no stars", { stars: 0 }],
    ["six stars", { stars: 6 }],
    ["half a star", { stars: 4.5 }],
    ["nine letters", { text: "Nine lett" }],
    ["ten spaces", { text: " ".repeat(10) }],
    ["ten thousand letters", { text: "a".repeat(10_000) }],
    ["a mark that turns the direction of what follows", { text: `${text}\u202egpj.exe` }],
    ["such a mark in its title", { title: "a\u2066b" }],
    ["a field of ours", { verified: true }],
  ])("with %s is refused", async (_, wrong) => {
    const { orderId, items } = await bought();
    expect(await errorOf(await write(me, orderId, items[0], wrong))).toEqual([400, "invalid_input"]);
  });

  test("keeps markup and addresses as the text that they are, and no page of empty lines", async () => {
    const hostile = "<img src=x onerror=alert(1)>\n\n\n\n\n[x](javascript:alert(1)) https://evil.test \"'";
    await reviewed({ text: hostile });
    expect((await list()).items[0]?.text).toBe(hostile.replace("\n\n\n\n\n", "\n\n"));
  });
});

describe("one's own review", () => {
  test("is changed for 30 days and deleted for ever, by nobody else", async () => {
    const { id, orderId, item } = await reviewed({ stars: 1 });
    const path = `/api/reviews/${id}`;
    const other = await shop.newBuyer();
    const better = { stars: 5, title: null, text: `${text} Again.` };
    expect(await errorOf(await other.send("PUT", path, better))).toEqual([404, "review_not_found"]);
    expect(await errorOf(await other.send("DELETE", path))).toEqual([404, "review_not_found"]);
    const edited = ownReviewSchema.strict().parse(await (await me.send("PUT", path, better)).json());
    expect([edited.text, edited.editedAt !== null]).toEqual([better.text, true]);
    expect(await rating()).toEqual({ average: 5, count: 1 });

    await db
      .update(reviews)
      .set({ createdAt: sql`now() - interval '31 days'` })
      .where(eq(reviews.id, uuidOf(id)));
    expect(await errorOf(await me.send("PUT", path, better))).toEqual([409, "review_too_old"]);
    expect((await me.send("DELETE", path)).status).toBe(200);
    expect(await errorOf(await me.send("DELETE", path))).toEqual([404, "review_not_found"]);
    expect([(await list()).items, await rating()]).toEqual([[], null]);
    expect((await write(me, orderId, item)).status).toBe(201);
  });

  test("stands beside its piece in the order", async () => {
    const { orderId, items } = await bought(me, 2);
    await write(me, orderId, items[0]);
    const answer = await me.send("GET", `/api/orders/${orderId}/review`);
    const { pieces } = orderReviewsSchema.strict().parse(await answer.json());
    const shown = pieces.map(({ item, mayReview, review }) => [item, mayReview, review?.stars]);
    expect(shown.sort()).toEqual(
      [
        [items[0], false, 5],
        [items[1], true, undefined],
      ].sort(),
    );
    const other = await shop.newBuyer();
    expect(await errorOf(await other.send("GET", `/api/orders/${orderId}/review`))).toEqual([
      404,
      "order_not_found",
    ]);
  });

  test("takes four pictures, drawn anew, and they go with it", async () => {
    const { id } = await reviewed();
    const path = `/api/reviews/${id}/pictures`;
    const send = async (color: string, who = me) =>
      who.sendBytes("POST", path, await jpegOf(color), "image/jpeg");
    expect(await errorOf(await send("red", await shop.newBuyer()))).toEqual([404, "review_not_found"]);
    for (const color of ["red", "gold", "teal", "navy", "navy"]) expect((await send(color)).status).toBe(200);
    expect(await errorOf(await send("plum"))).toEqual([409, "too_many_pictures"]);
    const [shown] = (await list("?pictures=true")).items;
    expect(shown?.pictures).toHaveLength(4);
    expect((await shop.api.get(shown?.pictures[0] ?? "")).headers.get("content-type")).toBe("image/webp");

    const [first] = shown?.pictures ?? [];
    const one = await me.send("DELETE", `${path}/${first?.split("/").at(-1)}`);
    expect(ownReviewSchema.parse(await one.json()).pictures).toHaveLength(3);
    expect((await me.send("DELETE", `/api/reviews/${id}`)).status).toBe(200);
    await db.update(uploads).set({ sweepAfter: new Date(0) });
    await sweepUploads.run(shop.api.deps, {});
    expect(await db.$count(uploads)).toBe(0);
  });

  test("stays without a name when its author is gone", async () => {
    await db.update(users).set({ username: "kira" }).where(eq(users.id, me.id));
    const { id } = await reviewed();
    expect((await list()).items[0]?.author).toBe("kira");
    await db.update(users).set({ username: null, deletedAt: new Date() }).where(eq(users.id, me.id));
    expect((await list()).items).toMatchObject([{ id, author: null }]);
  });
});

describe("a product's rating", () => {
  test("loses the mark and the stars of a piece whose order is cancelled or whose money goes back", async () => {
    const cancelled = await reviewed({ stars: 1 });
    const paidBack = await reviewed({ stars: 2 });
    await reviewed({ stars: 5 });
    expect(await rating()).toEqual({ average: 2.67, count: 3 });
    await setState(cancelled.orderId, "confirmed");
    await setState(cancelled.orderId, "cancelled");
    await payBack(paidBack.orderId, paidBack.item);
    expect(await rating()).toEqual({ average: 5, count: 1 });
    expect((await list("?sort=lowest")).items.map(({ stars, verified }) => [stars, verified])).toEqual([
      [1, false],
      [2, false],
      [5, true],
    ]);
  });

  async function payBack(orderId: string, item: string) {
    const [payment] = await db
      .insert(payments)
      .values({ orderId: uuidOf(orderId), provider: "razorpay", amountPaise: 100, currency: "INR" })
      .returning();
    const [attempt] = await db
      .insert(paymentAttempts)
      .values({ paymentId: payment?.id ?? "", providerPaymentId: `pay_${orderId}`, state: "captured" })
      .returning();
    const values = { attemptId: attempt?.id ?? "", orderItemId: uuidOf(item), amountPaise: 100 };
    await db.insert(refunds).values({ ...values, reason: "never_minted" });
  }

  test("counts each of those who review it at once", async () => {
    const buyers = await Promise.all(Array.from({ length: 12 }, () => shop.newBuyer()));
    const all = await Promise.all(buyers.map(async (who) => ({ who, ...(await bought(who)) })));
    await Promise.all(
      all.map(({ who, orderId, items }, at) => write(who, orderId, items[0], { stars: (at % 5) + 1 })),
    );
    expect((await list()).histogram).toEqual([3, 3, 2, 2, 2]);
  });

  test("is what its reviews say, whatever was done to them", async () => {
    const all = await Promise.all(Array.from({ length: 4 }, async () => reviewed({}, await shop.newBuyer())));
    const ids = all.map(({ id }) => uuidOf(id));
    const act = fc.record({
      which: fc.nat({ max: ids.length - 1 }),
      change: fc.oneof(
        fc.integer({ min: 1, max: 5 }).map((stars) => ({ stars })),
        fc.boolean().map((verified) => ({ verified })),
        fc
          .boolean()
          .map((is) =>
            is ? { hiddenAt: new Date(), hiddenBy: "house" as const } : { hiddenAt: null, hiddenBy: null },
          ),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
        await Promise.all(
          acts.map(({ which, change }) =>
            db
              .update(reviews)
              .set(change)
              .where(eq(reviews.id, ids[which] ?? "")),
          ),
        );
        const rows = await db.select().from(reviews).where(eq(reviews.productId, stocked.productId));
        const counted = rows.filter(({ verified, hiddenAt }) => verified && hiddenAt === null);
        const histogram = [1, 2, 3, 4, 5].map((stars) => counted.filter((row) => row.stars === stars).length);
        const sum = counted.reduce((total, { stars }) => total + stars, 0);
        const [product] = await db.select().from(products).where(eq(products.id, stocked.productId));
        expect(product).toMatchObject({
          ...{ ratings: histogram, ratingCount: counted.length },
          ratingAverage: counted.length === 0 ? null : Math.round((100 * sum) / counted.length),
        });
      }),
      { numRuns: 60 },
    );
  });

  test("sorts the catalogue, and stands in each card", async () => {
    await reviewed({ stars: 5 });
    const low = stocked;
    stocked = await shop.stock([5]);
    await reviewed({ stars: 5 });
    await reviewed({ stars: 5 });
    const answer = await shop.api.get("/api/products?sort=rating&limit=100");
    const { items } = (await answer.json()) as { items: { slug: string; rating: unknown }[] };
    const at = (slug: string) => items.findIndex((item) => item.slug === slug);
    expect(at(stocked.slug)).toBeLessThan(at(low.slug));
    expect(items[at(stocked.slug)]?.rating).toEqual({ average: 5, count: 2 });
  });
});

describe("what others think of a review", () => {
  test("that it helped counts once a person, never one's own, and is taken back", async () => {
    const { id } = await reviewed();
    const path = `/api/reviews/${id}/helpful`;
    const other = await shop.newBuyer();
    expect(await errorOf(await me.send("PUT", path))).toEqual([409, "own_review"]);
    expect((await shop.api.app.request(path, { method: "PUT" })).status).toBe(401);
    const helped = await Promise.all([other.send("PUT", path), other.send("PUT", path)]);
    expect(helped.map(({ status }) => status)).toEqual([200, 200]);
    expect((await list("?sort=helpful")).items[0]?.helpful).toBe(1);
    expect((await mine(other)).helpful).toEqual([id]);
    await other.send("DELETE", path);
    expect((await list()).items[0]?.helpful).toBe(0);
    const nothing = `/api/reviews/${publicId("rev", other.id)}/helpful`;
    expect(await errorOf(await other.send("PUT", nothing))).toEqual([404, "review_not_found"]);
  });

  test("three people who report it hide it, once each, until the house has looked; then they hide it no more", async () => {
    const { id, orderId, item } = await reviewed({ stars: 1 });
    const path = `/api/reviews/${id}/report`;
    const report = (who: Buyer) => who.send("POST", path, { reason: "spam", words: "An advertisement." });
    expect(await errorOf(await report(me))).toEqual([409, "own_review"]);
    const [one, two, three, four] = await Promise.all([1, 2, 3, 4].map(() => shop.newBuyer()));
    if (!one || !two || !three || !four) throw new Error("no buyers");
    for (const who of [one, one, one, two]) expect((await report(who)).status).toBe(200);
    expect((await list()).items).toHaveLength(1);
    expect((await report(three)).status).toBe(200);
    expect([(await list()).items, await rating()]).toEqual([[], null]);
    expect(await errorOf(await me.send("DELETE", `/api/reviews/${id}`))).toEqual([409, "review_hidden"]);
    expect(await errorOf(await write(me, orderId, item))).toEqual([409, "already_reviewed"]);

    const admin = await newAdmin();
    const queue = async (which: string) => {
      const answer = await admin.send("GET", `/api/admin/reviews?which=${which}`);
      return pageSchema(houseReviewSchema.strict()).parse(await answer.json()).items;
    };
    expect((await queue("reported")).map((row) => [row.id, row.reports.length, row.hidden?.by])).toEqual([
      [id, 3, "reports"],
    ]);
    const judge = (hidden: boolean) =>
      admin.send("PUT", `/api/admin/reviews/${id}/hidden`, { hidden, reason: "Harsh, and fair." });
    expect((await judge(false)).status).toBe(200);
    expect([await queue("reported"), (await rating())?.count]).toEqual([[], 1]);
    await report(four);
    expect((await list()).items).toHaveLength(1);
    expect((await judge(true)).status).toBe(200);
    expect(await rating()).toBeNull();
    const acts = await db.select({ act: audit.act }).from(audit).where(eq(audit.subject, id));
    expect(acts.map(({ act }) => act)).toEqual(["review_shown", "review_hidden"]);
  });

  test("the house replies below it, and nobody else does", async () => {
    const { id } = await reviewed();
    const path = `/api/admin/reviews/${id}/reply`;
    expect(await errorOf(await me.send("PUT", path, { reply: "Mine" }))).toEqual([403, "not_allowed"]);
    const admin = await newAdmin();
    expect((await admin.send("PUT", path, { reply: "Thank you." })).status).toBe(200);
    expect((await list()).items[0]?.reply?.text).toBe("Thank you.");
    await admin.send("PUT", path, { reply: null });
    expect((await list()).items[0]?.reply).toBeNull();
  });
});

describe("the list of a product's reviews", () => {
  test.each([
    ["newest", [2, 5, 1, 5]],
    ["highest", [5, 5, 2, 1]],
    ["lowest", [1, 2, 5, 5]],
    ["helpful", [2, 5, 1, 5]],
  ])("shows each once over pages of one, sorted by %s", async (sort, expected) => {
    for (const stars of [5, 1, 5, 2]) await reviewed({ stars });
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const after: string = cursor ? `&cursor=${cursor}` : "";
      const page = await list(`?limit=1&sort=${sort}${after}`);
      seen.push(...page.items.map(({ stars }) => stars));
      cursor = page.nextCursor;
    } while (cursor && seen.length < 9);
    expect(seen).toEqual(expected);
    expect((await list("?stars=5")).items).toHaveLength(2);
  });

  test("is kept by caches for who asks whether it still holds, until it changes", async () => {
    await reviewed();
    const path = `/api/products/${stocked.slug}/reviews`;
    const etag = (await shop.api.get(path)).headers.get("etag") ?? "";
    expect((await shop.api.get(path, { "if-none-match": etag })).status).toBe(304);
    await reviewed({ stars: 2 });
    expect((await shop.api.get(path, { "if-none-match": etag })).status).toBe(200);
    expect(await errorOf(await shop.api.get("/api/products/none/reviews"))).toEqual([
      404,
      "product_not_found",
    ]);
  });
});
