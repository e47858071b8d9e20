import fc from "fast-check";
import { expect, test } from "vitest";
import { gapAround, gstInside, hasRate, splitTax } from "./gst.ts";

const on = new Date("2026-12-01T00:00:00+05:30");
const hoodie = (pricePaise: number) => ({ hsn: "6110", pricePaise });

test("a garment of up to ₹2,500 before tax pays 5 %, a dearer one 18 %", () => {
  expect(gstInside(hoodie(262_500), on)).toEqual({
    ...{ rateBps: 500, taxablePaise: 250_000, taxPaise: 12_500 },
  });
  expect(gstInside(hoodie(295_001), on)).toEqual({
    ...{ rateBps: 1_800, taxablePaise: 250_001, taxPaise: 45_000 },
  });
});

test("a cap of textile pays 5 %, whatever it costs; what GST does not know cannot be taxed", () => {
  expect(gstInside({ hsn: "65050090", pricePaise: 999_900 }, on).rateBps).toBe(500);
  expect(hasRate("6504", on)).toBe(false);
  expect(() => gstInside({ hsn: "6504", pricePaise: 100 }, on)).toThrow("HSN 6504");
});

test("the rate is that of the day in India", () => {
  expect(gstInside(hoodie(499_900), new Date("2025-09-21T23:59:59+05:30")).rateBps).toBe(1_200);
  expect(gstInside(hoodie(499_900), new Date("2025-09-22T00:00:00+05:30")).rateBps).toBe(1_800);
});

test("the prices that no rate fits are ₹2,625.01 to ₹2,950.00, and the nearest that fit are named", () => {
  const gap = { lowPaise: 262_500, highPaise: 295_001, limitPaise: 250_000 };
  const gaps = [262_500, 262_501, 295_000, 295_001].map((pricePaise) => gapAround(hoodie(pricePaise), on));
  expect(gaps).toEqual([null, gap, gap, null]);
  expect(gapAround({ hsn: "6505", pricePaise: 270_000 }, on)).toBeNull();
});

test("a price that a discount brings between the steps pays the higher rate", () => {
  expect(gstInside(hoodie(270_000), on).rateBps).toBe(1_800);
});

test("value and tax are the price to the paisa, and an odd paisa is the centre's", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000_000 }), fc.boolean(), (pricePaise, isWithinState) => {
      const { taxablePaise, taxPaise, rateBps } = gstInside(hoodie(pricePaise), on);
      const { cgstPaise, sgstPaise, igstPaise } = splitTax(taxPaise, isWithinState);
      expect(taxablePaise + cgstPaise + sgstPaise + igstPaise).toBe(pricePaise);
      expect(Math.abs(taxPaise - (taxablePaise * rateBps) / 10_000)).toBeLessThanOrEqual(1);
      if (isWithinState) expect([0, 1]).toContain(cgstPaise - sgstPaise);
      expect(isWithinState ? igstPaise : cgstPaise + sgstPaise).toBe(0);
    }),
    { numRuns: 2_000 },
  );
});
