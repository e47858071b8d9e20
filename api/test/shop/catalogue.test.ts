import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageSchema } from "../../src/http/page.ts";
import { createProduct, type NewProduct } from "../../src/modules/products/create-product.ts";
import { facetsSchema, productCardSchema } from "../../src/modules/products/schema.ts";
import { products, productVariants } from "../../src/modules/products/tables.ts";
import { openBatch } from "../../src/modules/stock/open-batch.ts";
import { garments } from "../../src/modules/stock/tables.ts";
import { errorOf } from "../error-of.ts";
import { startApi, type TestApi } from "../start-api.ts";

let api: TestApi;
const page = pageSchema(productCardSchema.strict()).strict();
const list = async (path: string) => page.parse(await (await api.get(`/api/products${path}`)).json());
const slugs = async (path: string) => (await list(path)).items.map(({ slug }) => slug);
const facets = async (query: string) =>
  facetsSchema.strict().parse(await (await api.get(`/api/products/facets${query}`)).json());

type Wanted = Pick<NewProduct, "slug" | "name" | "category" | "pricePaise"> &
  Partial<NewProduct> & { colors: [string, string][]; sizes: string[] };

async function offer({ colors, sizes, ...product }: Wanted) {
  const variants = sizes.flatMap((size) =>
    colors.map(([color, colorHex]) => ({ sku: `${product.slug}-${size}-${color}`, size, color, colorHex })),
  );
  const words = {
    tagline: "",
    description: "",
    badge: null,
    collection: null,
    images: [],
    hsn: "6110",
    weightGrams: 600,
  };
  const details = { material: "Cotton", care: [], fit: "Any", chip: "Hem" };
  return createProduct(api.deps, { actor: "system", ...words, details, variants, ...product });
}

const black: [string, string] = ["Black", "#000000"];
const acid: [string, string] = ["Acid", "#c6ff3d"];

beforeAll(async () => {
  api = await startApi();
  const hoodie = await offer({
    ...{ slug: "glitch-hoodie", name: "Glitch Hoodie", category: "hoodies", pricePaise: 499_900 },
    ...{
      badge: "Bestseller",
      collection: "NEON NOIR",
      tagline: "Heavy fleece.",
      description: "For cold nights.",
    },
    ...{ colors: [black, acid], sizes: ["S", "M"] },
  });
  await offer({
    ...{ slug: "static-tee", name: "Static Tee", category: "tops", pricePaise: 179_900 },
    ...{ tagline: "रात के लिए काली कमीज़", colors: [black], sizes: ["M", "L"] },
  });
  await offer({
    ...{ slug: "night-cap", name: "Night Cap", category: "accessories", pricePaise: 99_900 },
    ...{ description: "Goes with the hoodie.", colors: [acid], sizes: ["One"] },
  });
  const { batchId } = await openBatch(api.deps, { productId: hoodie.productId, cap: 2 });
  const variants = await api.deps.db
    .select({ id: productVariants.id })
    .from(productVariants)
    .where(eq(productVariants.sku, "glitch-hoodie-M-Acid"));
  const hex = (bytes: number) => `0x${randomBytes(bytes).toString("hex")}` as const;
  await api.deps.db.insert(garments).values({
    ...{ batchId, serial: 1, variantId: variants[0]?.id ?? "", tagHash: hex(32), chipAddress: hex(20) },
  });
});
afterAll(() => api?.close());

describe("a search", () => {
  test.each([
    ["hoodie", ["glitch-hoodie", "night-cap"], "a name before a description"],
    ["hoodies", ["glitch-hoodie", "night-cap"], "another form of the word"],
    ["gli", ["glitch-hoodie"], "the beginning of a word, as it is typed"],
    ["black hood", ["glitch-hoodie"], "a colour and the beginning of a name"],
    ["hodie", ["glitch-hoodie"], "a letter that is missing"],
    ["gltich", ["glitch-hoodie"], "two letters that changed places"],
    ["कमीज़", ["static-tee"], "Hindi"],
    ["काल", ["static-tee"], "the beginning of a Hindi word"],
    ["neon noir", ["glitch-hoodie"], "a collection"],
    ["-hoodie cap", ["night-cap"], "words that mean something to a search, as words"],
    ["xylophone", [], "nothing that is like it"],
    ["!!!", [], "no words at all"],
    ["' | & ! ( ) :* \\ <->", [], "what the database's own language is made of"],
    ["%", [], "what stands for anything in SQL"],
  ])("for “%s” finds %j: %s", async (q, expected) => {
    expect(await slugs(`/search?q=${encodeURIComponent(q)}`)).toEqual(expected);
    expect(await slugs(`?q=${encodeURIComponent(q)}`)).toEqual(expected);
  });

  test("goes on behind a cursor with the next best, and none twice", async () => {
    const first = await list("/search?q=hoodie&limit=1");
    const next = await list(`/search?q=hoodie&limit=1&cursor=${first.nextCursor}`);
    expect([...first.items, ...next.items].map(({ slug }) => slug)).toEqual(["glitch-hoodie", "night-cap"]);
    expect(next.nextCursor).toBeNull();
  });

  test("needs words", async () => {
    expect(await errorOf(await api.get("/api/products/search"))).toEqual([400, "invalid_input"]);
    expect(await errorOf(await api.get("/api/products/search?q=%20"))).toEqual([400, "invalid_input"]);
  });
});

describe("the catalogue narrowed down", () => {
  test.each([
    ["?size=L", ["static-tee"]],
    ["?color=Acid", ["glitch-hoodie", "night-cap"]],
    ["?size=M&color=Black", ["glitch-hoodie", "static-tee"]],
    ["?size=L&color=Acid", []],
    ["?minPrice=99900&maxPrice=179900", ["static-tee", "night-cap"]],
    ["?minPrice=99901", ["glitch-hoodie", "static-tee"]],
    ["?inStock=true", ["glitch-hoodie"]],
    ["?inStock=false", ["glitch-hoodie", "static-tee", "night-cap"]],
    ["?inStock=true&size=S", []],
    ["?inStock=true&size=M&color=Acid", ["glitch-hoodie"]],
    ["?batch=1", ["glitch-hoodie"]],
    ["?batch=2", []],
    ["?badge=Bestseller&category=hoodies", ["glitch-hoodie"]],
    ["/category/tops", ["static-tee"]],
    ["/category/tops?color=Acid", []],
    ["?sort=newest", ["night-cap", "static-tee", "glitch-hoodie"]],
  ])("by %s is %j", async (path, expected) => {
    expect(await slugs(path)).toEqual(expected);
  });

  test.each([
    "?minPrice=-1",
    "?minPrice=1.5",
    "?maxPrice=99999999999",
    "?inStock=yes",
    "?batch=0",
    "/category/shoes",
  ])("refuses %s", async (path) => {
    expect(await errorOf(await api.get(`/api/products${path}`))).toEqual([400, "invalid_input"]);
  });
});

describe("facets", () => {
  test("tell how many products each choice leads to, in the catalogue's order", async () => {
    expect(await facets("")).toEqual({
      category: [
        { value: "hoodies", hex: null, products: 1 },
        { value: "tops", hex: null, products: 1 },
        { value: "accessories", hex: null, products: 1 },
      ],
      badge: [{ value: "Bestseller", hex: null, products: 1 }],
      collection: [{ value: "NEON NOIR", hex: null, products: 1 }],
      size: [
        { value: "M", hex: null, products: 2 },
        { value: "One", hex: null, products: 1 },
        { value: "S", hex: null, products: 1 },
        { value: "L", hex: null, products: 1 },
      ],
      color: [
        { value: "Acid", hex: "#c6ff3d", products: 2 },
        { value: "Black", hex: "#000000", products: 2 },
      ],
    });
  });

  test("count a choice as if nothing else of its kind were chosen, and all else as chosen", async () => {
    const { category, color } = await facets("?color=Acid");
    expect(category.map(({ value }) => value)).toEqual(["hoodies", "accessories"]);
    expect(color.map(({ value, products }) => [value, products])).toEqual([
      ["Acid", 2],
      ["Black", 2],
    ]);
  });
});

describe("facets of what is in stock", () => {
  test("count no choice that only another variant of a product could make good", async () => {
    const { size, color } = await facets("?inStock=true");
    expect(size.map(({ value }) => value)).toEqual(["M"]);
    expect(color.map(({ value }) => value)).toEqual(["Acid"]);
  });
});

test("who has an answer of the catalogue already is told so, until something of it changes", async () => {
  const paths = ["", "/search?q=cap", "/category/tops", "/facets", "/night-cap"].map(
    (path) => `/api/products${path}`,
  );
  const ask = (path: string, etag = "") => api.get(path, etag ? { "if-none-match": etag } : {});
  const etags = await Promise.all(
    paths.map(async (path) => {
      const answer = await ask(path);
      expect(answer.headers.get("cache-control")).toBe("public, no-cache");
      return answer.headers.get("etag") ?? "";
    }),
  );
  const again = await Promise.all(paths.map((path, at) => ask(path, etags[at])));
  expect(again.map(({ status }) => status)).toEqual(paths.map(() => 304));
  await api.deps.db.update(products).set({ badge: "New" });
  const changed = await Promise.all(paths.map((path, at) => ask(path, etags[at])));
  expect(changed.map(({ status }) => status)).toEqual(paths.map(() => 200));
  expect((await ask("/api/products/nothing")).headers.get("cache-control")).toBe("no-store");
});
