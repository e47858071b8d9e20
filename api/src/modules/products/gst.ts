import { indianDay } from "../../input/indian-day.ts";

/**
 * GST on clothes, by the first digits of an HSN code and the day it holds from; the newest that has begun counts. `limitPaise`
 * is of the taxable value of one piece: up to it `bps`, above it `aboveBps`.
 *
 * Sources: Notification 1/2017-Central Tax (Rate), Schedule I no. 223 and 224 (5 % up to ₹1,000), Schedule II no. 169 and 170 (12 %
 * above); Notification 9/2025-Central Tax (Rate), from 22 September 2025: chapters 61 and 62 5 % up to ₹2,500, 18 %
 * above; caps of textile (6505) 5 % whatever they cost.
 */
const rates: Rate[] = [
  { hsn: ["61", "62"], from: "2017-07-01", bps: 500, limitPaise: 100_000, aboveBps: 1_200 },
  { hsn: ["61", "62"], from: "2025-09-22", bps: 500, limitPaise: 250_000, aboveBps: 1_800 },
  { hsn: ["6505"], from: "2025-09-22", bps: 500 },
];
type Rate = { hsn: string[]; from: string; bps: number } & (
  | { limitPaise: number; aboveBps: number }
  | { limitPaise?: never; aboveBps?: never }
);

/** Something that is sold: its HSN code, and what is really paid for one piece of it, any discount taken off, GST inside. */
export type Taxed = { hsn: string; pricePaise: number };

/**
 * GST inside what is paid for one piece on a day, in paise. Between the two steps of a rate, where a discount may lead, the
 * higher one is paid. Throws for an HSN code without a rate: no such product can be made.
 */
export function gstInside({ hsn, pricePaise }: Taxed, on = new Date()) {
  const rate = rateOf(hsn, on);
  if (!rate) throw new Error(`no rate of GST is known for HSN ${hsn}`);
  const fitsBelow = !rate.limitPaise || taxableValue(pricePaise, rate.bps) <= rate.limitPaise;
  return taxAt(pricePaise, fitsBelow ? rate.bps : rate.aboveBps);
}

/** The tax inside a price at a rate. The taxable value is rounded to the paisa, half up; the tax is the rest. */
export function taxAt(pricePaise: number, rateBps: number) {
  const taxablePaise = taxableValue(pricePaise, rateBps);
  return { rateBps, taxablePaise, taxPaise: pricePaise - taxablePaise };
}

/** Tax by who gets it: within the seller's state two halves, an odd paisa being CGST's; into another state IGST alone. */
export function splitTax(taxPaise: number, isWithinState: boolean) {
  const sgstPaise = isWithinState ? Math.floor(taxPaise / 2) : 0;
  const cgstPaise = isWithinState ? taxPaise - sgstPaise : 0;
  return { cgstPaise, sgstPaise, igstPaise: isWithinState ? 0 : taxPaise };
}

/** Whether something of this HSN code can be taxed. */
export const hasRate = (hsn: string, on = new Date()) => rateOf(hsn, on) !== undefined;

/**
 * The prices about this one that no rate fits, null where one does: above `lowPaise` a piece is dearer than the limit without
 * the lower rate, below `highPaise` it is not without the higher one, so whichever it pays is wrong. The two fit.
 */
export function gapAround({ hsn, pricePaise }: Taxed, on = new Date()) {
  const rate = rateOf(hsn, on);
  if (!rate?.limitPaise) return null;
  const lowPaise = dearest(rate.limitPaise, rate.bps);
  const highPaise = dearest(rate.limitPaise, rate.aboveBps) + 1;
  return pricePaise > lowPaise && pricePaise < highPaise
    ? { lowPaise, highPaise, limitPaise: rate.limitPaise }
    : null;
}

function rateOf(hsn: string, on: Date): Rate | undefined {
  const day = indianDay(on);
  return rates.findLast(
    ({ hsn: starts, from }) => from <= day && starts.some((digits) => hsn.startsWith(digits)),
  );
}

function taxableValue(pricePaise: number, rateBps: number): number {
  return Math.round((pricePaise * 10_000) / (10_000 + rateBps));
}

/** The highest price whose taxable value is not above a limit. */
function dearest(limitPaise: number, rateBps: number): number {
  let pricePaise = Math.ceil((limitPaise * (10_000 + rateBps)) / 10_000);
  while (taxableValue(pricePaise + 1, rateBps) <= limitPaise) pricePaise++;
  return pricePaise;
}
