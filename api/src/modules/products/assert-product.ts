import { inRupees } from "../../in-rupees.ts";
import { productErrors } from "./errors.ts";
import { gapAround, hasRate } from "./gst.ts";

/** An order of ten of the dearest still fits the database's integers. */
const priceLimits = { minPaise: 100, maxPaise: 20_000_000 };

type Choice = { sku: string; size: string; color: string };
type Offer = { pricePaise: number; hsn: string; weightGrams: number; variants: Choice[] };

/**
 * Throws `price_out_of_range`, `hsn_without_rate`, `price_between_tax_rates`, `weight_out_of_range`, `variants_missing`,
 * `variant_repeated`.
 */
export function assertProduct(offer: Offer) {
  assertPrice(offer);
  assertWeight(offer.weightGrams);
  assertVariants(offer.variants);
}

function assertPrice({ pricePaise, hsn }: Offer) {
  const { minPaise, maxPaise } = priceLimits;
  if (!Number.isInteger(pricePaise) || pricePaise < minPaise || pricePaise > maxPaise)
    throw productErrors.price_out_of_range();
  if (!/^\d{4,8}$/.test(hsn) || !hasRate(hsn)) throw productErrors.hsn_without_rate({ hsn });
  const gap = gapAround({ hsn, pricePaise });
  if (gap)
    throw productErrors.price_between_tax_rates({
      price: inRupees(pricePaise),
      limit: inRupees(gap.limitPaise),
      low: inRupees(gap.lowPaise),
      high: inRupees(gap.highPaise),
    });
}

function assertWeight(weightGrams: number) {
  if (!Number.isInteger(weightGrams) || weightGrams < 1 || weightGrams > 20_000)
    throw productErrors.weight_out_of_range();
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
