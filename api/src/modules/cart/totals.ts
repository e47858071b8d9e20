import { gstInside } from "../products/gst.ts";

/** What a cart costs, in paise. Delivery in India is in the price, and so is the tax. */
export function totalsOf(lines: { pricePaise: number; quantity: number }[]) {
  const sum = (of: (line: { pricePaise: number }) => number) =>
    lines.reduce((total, line) => total + of(line) * line.quantity, 0);
  const subtotalPaise = sum((line) => line.pricePaise);
  const taxPaise = sum((line) => gstInside(line.pricePaise).taxPaise);
  return { subtotalPaise, shippingPaise: 0, taxPaise, totalPaise: subtotalPaise };
}
export type Totals = ReturnType<typeof totalsOf>;
