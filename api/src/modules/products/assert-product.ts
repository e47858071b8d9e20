import { productErrors } from "./errors.ts";
import { hasOneRate } from "./gst.ts";

/** An order of ten of the dearest still fits the database's integers. */
const priceLimits = { minPaise: 100, maxPaise: 20_000_000 };

type Choice = { sku: string; size: string; color: string };

/** Throws `price_out_of_range`, `price_between_tax_rates`, `variants_missing`, `variant_repeated`. */
export function assertProduct({ pricePaise, variants }: { pricePaise: number; variants: Choice[] }) {
  assertPrice(pricePaise);
  assertVariants(variants);
}

function assertPrice(pricePaise: number) {
  const { minPaise, maxPaise } = priceLimits;
  if (!Number.isInteger(pricePaise) || pricePaise < minPaise || pricePaise > maxPaise)
    throw productErrors.price_out_of_range();
  if (!hasOneRate(pricePaise)) throw productErrors.price_between_tax_rates();
}

function assertVariants(variants: Choice[]) {
  if (variants.length === 0) throw productErrors.variants_missing();
  const seen = new Set<string>();
  for (const { sku, size, color } of variants) {
    const names = [JSON.stringify(sku), JSON.stringify([size, color])];
    if (names.some((name) => seen.has(name))) throw productErrors.variant_repeated({ sku });
    for (const name of names) seen.add(name);
  }
}
