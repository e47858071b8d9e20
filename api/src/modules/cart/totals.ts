import { gstInside, splitTax, taxAt } from "../products/gst.ts";
import { type Destination, deliveryOf } from "./delivery.ts";

export type PricedLine = { pricePaise: number; quantity: number; hsn: string; weightGrams: number };
type Priced = { sellerState: string; to: Destination | null; on?: Date };

/**
 * What pieces cost, in paise: total = subtotal + delivery, and the tax is inside both. Each piece is taxed by itself; delivery is a
 * part of the supply and taxed as the pieces are. Without a destination delivery is the least it may be, and nobody
 * knows yet whose the tax is.
 */
export function totalsOf(lines: PricedLine[], { sellerState, to, on = new Date() }: Priced) {
  const isWithinState = to?.state === sellerState;
  const sum = (of: (line: PricedLine) => number) =>
    lines.reduce((total, line) => total + of(line) * line.quantity, 0);
  const subtotalPaise = sum((line) => line.pricePaise);
  const shippingPaise = deliveryOf(
    { subtotalPaise, grams: sum((line) => line.weightGrams) },
    { to, sellerState, on },
  );
  const delivery = taxDelivery(lines, shippingPaise, isWithinState, on);
  const pieces = lines.flatMap((line) =>
    Array.from({ length: line.quantity }, () => taxPiece(line, isWithinState, on)),
  );
  const all = [...pieces, ...delivery];
  const totalOf = (name: "cgstPaise" | "sgstPaise" | "igstPaise") =>
    all.reduce((total, line) => total + line[name], 0);
  const tax = {
    cgstPaise: totalOf("cgstPaise"),
    sgstPaise: totalOf("sgstPaise"),
    igstPaise: totalOf("igstPaise"),
  };
  return {
    ...{ subtotalPaise, shippingPaise, totalPaise: subtotalPaise + shippingPaise },
    taxPaise: tax.cgstPaise + tax.sgstPaise + tax.igstPaise,
    ...tax,
    delivery,
  };
}
export type Totals = Omit<ReturnType<typeof totalsOf>, "delivery">;

/** The tax of one piece, as an order item keeps it. */
export function taxPiece(line: Pick<PricedLine, "hsn" | "pricePaise">, isWithinState: boolean, on: Date) {
  const { rateBps, taxablePaise, taxPaise } = gstInside(line, on);
  return { taxRateBps: rateBps, taxablePaise, ...splitTax(taxPaise, isWithinState) };
}

/** A part of what delivery costs, taxed at the rate of the pieces it goes with. */
export type DeliveryTax = {
  hsn: string;
  taxRateBps: number;
  pricePaise: number;
  taxablePaise: number;
  cgstPaise: number;
  sgstPaise: number;
  igstPaise: number;
};

/**
 * Delivery belongs to a composite supply (CGST Act, section 8): it is taxed as the goods are. Where they have several rates it is
 * divided by what was paid at each, rounded down, and the dearest goods' rate takes what is left. Its HSN is that of the
 * dearest piece at its rate.
 */
function taxDelivery(
  lines: PricedLine[],
  shippingPaise: number,
  isWithinState: boolean,
  on: Date,
): DeliveryTax[] {
  if (shippingPaise === 0) return [];
  const byRate = new Map<number, { hsn: string; dearestPaise: number; valuePaise: number }>();
  for (const line of lines) {
    const { rateBps } = gstInside(line, on);
    const group = byRate.get(rateBps) ?? { hsn: line.hsn, dearestPaise: 0, valuePaise: 0 };
    group.valuePaise += line.pricePaise * line.quantity;
    if (line.pricePaise > group.dearestPaise)
      Object.assign(group, { hsn: line.hsn, dearestPaise: line.pricePaise });
    byRate.set(rateBps, group);
  }
  const groups = [...byRate].sort(([, a], [, b]) => a.dearestPaise - b.dearestPaise);
  const valuePaise = groups.reduce((total, [, group]) => total + group.valuePaise, 0);
  let leftPaise = shippingPaise;
  return groups.map(([rateBps, { hsn, valuePaise: ofGroup }], i) => {
    const isLast = i === groups.length - 1;
    const pricePaise = isLast ? leftPaise : Math.floor((shippingPaise * ofGroup) / valuePaise);
    leftPaise -= pricePaise;
    const { taxablePaise, taxPaise } = taxAt(pricePaise, rateBps);
    return { hsn, taxRateBps: rateBps, pricePaise, taxablePaise, ...splitTax(taxPaise, isWithinState) };
  });
}
