import { expect, test } from "vitest";
import { productData } from "../src/features/catalogue/product-data.ts";
import type { Product } from "../src/features/catalogue/queries.ts";
import { isThere, selectionOf } from "../src/features/catalogue/selection.ts";
import { sizeTableOf } from "../src/features/catalogue/size-table.ts";

const variant = (color: string, size: string, left: number) => ({
  ...{ id: `var_${color}${size}`, sku: `${color}-${size}`, colorHex: "#000000" },
  ...{ color, size, left },
});
const product: Product = {
  ...{ id: "prd_1", slug: "vest", name: "Vest", tagline: "", description: "A </script><b>vest" },
  ...{ category: "tops", collection: null, badge: null, batch: null, soldOut: false, images: [] },
  ...{ rating: { average: 4.5, count: 2 }, batches: [] },
  price: { amount: 179_950, currency: "INR" },
  gst: { included: true, ratePercent: 5, amount: { amount: 8_569, currency: "INR" } },
  details: { material: "Cotton", care: [], fit: "", chip: "" },
  variants: [
    ...[variant("Void", "S", 0), variant("Void", "M", 0)],
    ...[variant("Bone", "S", 0), variant("Bone", "M", 2)],
    ...[variant("Ink", "S", 1), variant("Ink", "M", 0)],
  ],
};

test("a product opens on the first colour that can be bought, in the size that was chosen", () => {
  expect(selectionOf(product, {}).color).toBe("Bone");
  expect(selectionOf(product, { size: "S" }).color).toBe("Ink");
});

test("a colour that was asked for is shown, also when it is gone", () => {
  expect(selectionOf(product, { color: "Void" }).color).toBe("Void");
  expect(isThere(product, "Void")).toBe(false);
});

test("a product of which nothing is left opens on its first colour", () => {
  const variants = product.variants.map((one) => ({ ...one, left: 0 }));
  expect(selectionOf({ ...product, variants }, {}).color).toBe("Void");
});

test("a product tells search engines how it is rated, and nothing of that while nobody has reviewed it", () => {
  const told = (rating: Product["rating"]) =>
    JSON.parse(productData({ ...product, rating }, "https://flux.test")).aggregateRating;
  expect(told({ average: 4.5, count: 2 })).toMatchObject({ ratingValue: 4.5, reviewCount: 2 });
  expect(told(null)).toBeUndefined();
});

test("a product tells search engines each choice with its price and whether it is there", () => {
  const data = JSON.parse(productData(product, "https://flux.test"));
  expect(data.offers).toHaveLength(6);
  expect(data.offers[3]).toMatchObject({
    url: "https://flux.test/products/vest?size=M&color=Bone",
    price: "1799.50",
    priceCurrency: "INR",
    availability: "https://schema.org/InStock",
  });
  expect(data.offers[0].availability).toBe("https://schema.org/SoldOut");
  expect(data.description).toBe(product.description);
});

test("no word of a product ends the script that it is told in", () => {
  expect(productData(product, "https://flux.test")).not.toContain("<");
});

test("a size is told in centimetres and inches, and one that nobody measured is left out", () => {
  const { measures, sizes } = sizeTableOf({
    category: "tops",
    variants: [variant("Void", "M", 1), variant("Bone", "M", 1), variant("Void", "Giant", 1)],
  });
  expect(measures).toEqual(["chest", "length", "sleeve"]);
  expect(sizes).toEqual([
    {
      size: "M",
      measured: [
        { cm: 56, inches: 22 },
        { cm: 70, inches: 27.5 },
        { cm: 22, inches: 8.5 },
      ],
    },
  ]);
});
