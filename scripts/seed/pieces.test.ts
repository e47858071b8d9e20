import { describe, expect, test } from "vitest";
import { piecesOf, runs, variantsOf } from "./pieces.ts";

test("there are nine products, three of them NEON NOIR, and no SKU twice", () => {
  expect(runs.map((run) => run.batchId)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(runs.filter(({ product }) => product.collection === "NEON NOIR")).toHaveLength(3);
  const skus = runs.flatMap(({ product }) => variantsOf(product).map((variant) => variant.sku));
  expect(new Set(skus).size).toBe(skus.length);
});

describe.each(runs.map(({ product }) => [product.slug, product] as const))("%s", (_, product) => {
  test("every serial has a size and colour, every choice its share, and none has all the low numbers", () => {
    const pieces = piecesOf(product);
    const variants = variantsOf(product);
    const total = variants.reduce((sum, variant) => sum + variant.share, 0);
    expect(pieces.map((piece) => piece.serial)).toEqual(Array.from({ length: product.cap }, (_, i) => i + 1));
    for (const { sku, share } of variants) {
      const given = pieces.filter((piece) => piece.sku === sku);
      expect(Math.abs(given.length - (product.cap * share) / total)).toBeLessThan(1);
      expect(given[0]?.serial).toBeLessThanOrEqual(total);
    }
  });

  test("a price stands clear of the step between 5 and 18 % GST, and costs no less than ₹1,299", () => {
    expect(product.pricePaise).toBeGreaterThanOrEqual(129_900);
    expect(product.pricePaise).toBeLessThanOrEqual(1_299_900);
    // Between the two, the price without tax is above the step at 5 % and below it at 18 %.
    expect(product.pricePaise > 262_500 && product.pricePaise < 295_000).toBe(false);
  });

  test("its words never sell a token", () => {
    const words = [product.tagline, product.description, ...Object.values(product.details)].join(" ");
    expect(words).not.toMatch(/\bNFT|\bmint|revolution|blockchain/i);
  });
});
