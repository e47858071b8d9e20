import { afterAll, beforeAll, expect, test } from "vitest";
import { pageSchema } from "../../src/http/page.ts";
import { productCardSchema, productSchema } from "../../src/modules/products/schema.ts";
import { errorOf } from "../error-of.ts";
import { openShop, type Shop } from "./open-shop.ts";

let shop: Shop;
const page = pageSchema(productCardSchema.strict()).strict();
const list = async (query: string) => page.parse(await (await shop.api.get(`/api/products${query}`)).json());

beforeAll(async () => {
  shop = await openShop({ work: false });
  await shop.stock([3, 0, 2], 499_900);
  await shop.stock([1], 129_900);
  await shop.stock([0], 1_299_900);
});
afterAll(() => shop?.close());

test("the catalogue shows what is left of each edition, in its own order", async () => {
  const { items, nextCursor } = await list("");
  expect(items.map(({ slug, batch, soldOut }) => [slug, batch?.left, soldOut])).toEqual([
    ["test-1", 5, false],
    ["test-2", 1, false],
    ["test-3", 0, true],
  ]);
  expect(nextCursor).toBeNull();
  expect(items[0]?.price).toEqual({ amount: 499_900, currency: "INR" });
});

test.each([
  ["featured", ["test-1", "test-2", "test-3"]],
  ["price_asc", ["test-2", "test-1", "test-3"]],
  ["price_desc", ["test-3", "test-1", "test-2"]],
  ["name", ["test-1", "test-2", "test-3"]],
  ["newest", ["test-3", "test-2", "test-1"]],
])("pages of one, sorted by %s, show every product once", async (sort, expected) => {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const after: string = cursor ? `&cursor=${cursor}` : "";
    const answer = await list(`?limit=1&sort=${sort}${after}`);
    seen.push(...answer.items.map((item) => item.slug));
    cursor = answer.nextCursor;
  } while (cursor && seen.length < 10);
  expect(seen).toEqual(expected);
});

test("a search finds words as they are, also those that mean something to SQL", async () => {
  expect((await list("?q=piece%202")).items.map((item) => item.slug)).toEqual(["test-2"]);
  expect((await list("?q=%25")).items).toEqual([]);
  expect((await list("?category=tops")).items).toEqual([]);
});

test.each(["?limit=0", "?limit=1000", "?sort=cheap", "?category=shoes", "?cursor=abc"])(
  "the list refuses %s",
  async (query) => {
    expect(await errorOf(await shop.api.get(`/api/products${query}`))).toEqual([400, "invalid_input"]);
  },
);

test("a cursor of another sort is refused", async () => {
  const { nextCursor } = await list("?limit=1&sort=name");
  const answer = await shop.api.get(`/api/products?sort=featured&cursor=${nextCursor}`);
  expect(await errorOf(answer)).toEqual([400, "invalid_input"]);
});

test("a product tells what is left of each choice, and the tax inside its price", async () => {
  const answer = await shop.api.get("/api/products/test-1");
  const product = productSchema.strict().parse(await answer.json());
  expect(product.variants.map(({ size, left }) => [size, left])).toEqual([
    ["S", 3],
    ["M", 0],
    ["L", 2],
  ]);
  expect(product.gst).toEqual({
    included: true,
    ratePercent: 18,
    amount: { amount: 76_256, currency: "INR" },
  });
});

test("a picture is listed where it lies, wherever that is, the widest as its source", async () => {
  const { images } = productSchema.strict().parse(await (await shop.api.get("/api/products/test-1")).json());
  expect(images).toEqual([
    {
      view: "front",
      alt: "A test piece",
      src: "https://pictures.test/test-1/1200.webp",
      sources: [480, 1200].map((width) => ({ src: `https://pictures.test/test-1/${width}.webp`, width })),
    },
  ]);
});

test("a product that does not exist is a 404", async () => {
  expect(await errorOf(await shop.api.get("/api/products/nothing"))).toEqual([404, "product_not_found"]);
});
