/**
 * GST inside a price. Clothing pays 5 % up to a taxable value of ₹2,500 a piece and 18 % above it
 * (56th GST Council, from 22 September 2025).
 */
export function gstInside(pricePaise: number): { rateBps: 500 | 1800; taxPaise: number } {
  const rateBps = taxableValue(pricePaise, 500) <= 250_000 ? 500 : 1800;
  return { rateBps, taxPaise: pricePaise - taxableValue(pricePaise, rateBps) };
}

function taxableValue(pricePaise: number, rateBps: number): number {
  return Math.round((pricePaise * 10_000) / (10_000 + rateBps));
}

/**
 * Whether one rate fits a price: between the two steps a price is above ₹2,500 without 5 % and not above it without
 * 18 %, so whichever it pays is wrong.
 */
export function hasOneRate(pricePaise: number): boolean {
  return taxableValue(pricePaise, 500) <= 250_000 || taxableValue(pricePaise, 1800) > 250_000;
}
