import fc from "fast-check";
import { expect, test } from "vitest";
import { deliveryOf } from "./delivery.ts";
import { type PricedLine, taxPiece, totalsOf } from "./totals.ts";

const on = new Date("2026-12-01T12:00:00+05:30");
const sellerState = "Maharashtra";
const mumbai = { state: "Maharashtra", postalCode: "400050" };
const bengaluru = { state: "Karnataka", postalCode: "560038" };
const leh = { state: "Ladakh", postalCode: "194101" };
const army = { state: "Maharashtra", postalCode: "900056" };

test("delivery is told by zone and begun 500 g, and is free from ₹999 of garments on, wherever they go", () => {
  const cost = (to: typeof mumbai | null, grams: number, subtotalPaise = 99_899) =>
    deliveryOf({ subtotalPaise, grams }, { to, sellerState, on });
  const places = [null, mumbai, bengaluru, leh, army];
  expect(places.map((to) => cost(to, 500))).toEqual([4_900, 4_900, 7_900, 12_900, 12_900]);
  expect(places.map((to) => cost(to, 501))).toEqual([6_900, 6_900, 10_900, 18_900, 18_900]);
  expect(places.map((to) => cost(to, 5_000, 99_900))).toEqual([0, 0, 0, 0, 0]);
  expect(cost(mumbai, 0, 0)).toBe(0);
});

test("delivery is taxed as its goods are: of two rates each has a share by value, to the paisa", () => {
  const cap = { pricePaise: 40_000, quantity: 1, hsn: "6505", weightGrams: 150 };
  const tee = { pricePaise: 30_000, quantity: 1, hsn: "6109", weightGrams: 300 };
  const one = totalsOf([cap, tee], { sellerState, to: mumbai, on });
  expect(one.delivery).toEqual([
    {
      ...{ hsn: "6505", taxRateBps: 500, pricePaise: 4_900, taxablePaise: 4_667 },
      ...{ cgstPaise: 117, sgstPaise: 116, igstPaise: 0 },
    },
  ]);
});

const line: fc.Arbitrary<PricedLine> = fc.record({
  // Cheap ones, so that delivery is paid; and such as stand on both sides of the limit.
  pricePaise: fc.oneof(fc.integer({ min: 100, max: 40_000 }), fc.integer({ min: 200_000, max: 400_000 })),
  quantity: fc.integer({ min: 1, max: 5 }),
  hsn: fc.constantFrom("6109", "6110", "6505"),
  weightGrams: fc.integer({ min: 1, max: 3_000 }),
});

test("total = subtotal + delivery, and value and tax of pieces and delivery are the total to the paisa", () => {
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 10 }),
      fc.constantFrom(mumbai, bengaluru, leh, army),
      (lines, to) => {
        const totals = totalsOf(lines, { sellerState, to, on });
        expect(totals.totalPaise).toBe(totals.subtotalPaise + totals.shippingPaise);
        expect(totals.taxPaise).toBe(totals.cgstPaise + totals.sgstPaise + totals.igstPaise);
        const pieces = lines.flatMap((one) =>
          Array.from({ length: one.quantity }, () => taxPiece(one, to.state === sellerState, on)),
        );
        const all = [...pieces, ...totals.delivery];
        const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((s, one) => s + of(one), 0);
        expect(sum((one) => one.taxablePaise) + totals.taxPaise).toBe(totals.totalPaise);
        expect(sum((one) => one.cgstPaise)).toBe(totals.cgstPaise);
        expect(totals.delivery.reduce((s, part) => s + part.pricePaise, 0)).toBe(totals.shippingPaise);
        for (const part of totals.delivery)
          expect(part.taxablePaise + part.cgstPaise + part.sgstPaise + part.igstPaise).toBe(part.pricePaise);
        expect(to.state === sellerState ? totals.igstPaise : totals.cgstPaise + totals.sgstPaise).toBe(0);
      },
    ),
    { numRuns: 2_000 },
  );
});
