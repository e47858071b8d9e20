import { afterAll, expect, test } from "vitest";
import { createDatabase } from "../../../../test/harness/database.ts";
import { connect } from "../../db/client.ts";
import { createLog } from "../../log.ts";
import { createProduct, type NewProduct } from "./create-product.ts";
import { findProduct } from "./queries.ts";

const database = await createDatabase();
const { db, pool } = connect(database.url);
const deps = { db, log: createLog({ LOG_LEVEL: "silent" }) };
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const variant = { sku: "VEST-S", size: "S", color: "Void", colorHex: "#15141d" };
const vest: NewProduct & { actor: string } = {
  actor: "system",
  ...{ slug: "vest", name: "Vest", category: "tops", badge: null, collection: null },
  ...{ tagline: "Short.", description: "Of everything.", pricePaise: 179_900 },
  hsn: "6110",
  weightGrams: 600,
  details: { material: "Cotton", care: [], fit: "Any", chip: "Hem" },
  variants: [variant, { ...variant, sku: "VEST-M", size: "M" }],
  images: [
    {
      ...{ view: "front", alt: "A vest" },
      sources: [1200, 480].map((width) => ({ src: `https://media.test/${width}.webp`, width })),
    },
  ],
};

test("a product is in the catalogue with its variants in order and its pictures, the narrowest first", async () => {
  const { productId } = await createProduct(deps, vest);
  const product = await findProduct(db, "vest");
  expect(product).toMatchObject({ id: productId, position: 1, batch: null });
  expect(product?.variants.map(({ sku, left }) => [sku, left])).toEqual([
    ["VEST-S", 0],
    ["VEST-M", 0],
  ]);
  expect(product?.images[0]?.sources.map(({ width }) => width)).toEqual([480, 1200]);
});

test.each<[code: string, change: Partial<NewProduct>]>([
  ["slug_taken", { slug: "vest" }],
  ["slug_reserved", { slug: "search" }],
  ["sku_taken", { variants: [{ ...variant, sku: "NEW-M", size: "M" }, variant] }],
  ["variants_missing", { variants: [] }],
  ["variant_repeated", { variants: [variant, { ...variant, size: "M" }] }],
  ["variant_repeated", { variants: [variant, { ...variant, sku: "VEST-S2" }] }],
  ["picture_without_source", { images: [{ view: "front", alt: "Nowhere", sources: [] }] }],
  ["price_out_of_range", { pricePaise: 99 }],
  ["price_out_of_range", { pricePaise: 20_000_001 }],
  ["price_out_of_range", { pricePaise: 1_799.5 }],
  ["price_between_tax_rates", { pricePaise: 262_501 }],
  ["price_between_tax_rates", { pricePaise: 295_000 }],
  ["hsn_without_rate", { hsn: "9999" }],
  ["hsn_without_rate", { hsn: "61" }],
  ["hsn_without_rate", { hsn: "6110 " }],
  ["weight_out_of_range", { weightGrams: 0 }],
  ["weight_out_of_range", { weightGrams: 0.5 }],
])("%s: %j is refused and nothing of it stays", async (code, change) => {
  const wanted = { ...vest, slug: "second", ...change };
  await expect(createProduct(deps, wanted)).rejects.toMatchObject({ code });
  expect(await findProduct(db, "second")).toBeUndefined();
});

test("two products made at once have each its place", async () => {
  const made = ["left", "right"].map((slug) =>
    createProduct(deps, { ...vest, slug, variants: [{ ...variant, sku: slug }] }),
  );
  await Promise.all(made);
  const places = await Promise.all(["left", "right"].map((slug) => findProduct(db, slug)));
  expect(places.map((product) => product?.position).sort()).toEqual([2, 3]);
});
