import type { Product } from "./queries.ts";

/** Of the garment laid flat, in centimetres, a row a size. */
type Table = { measures: readonly Measure[]; rows: Record<string, readonly number[]> };
export type Measure = "chest" | "length" | "sleeve" | "waist" | "inseam" | "around";

const sizeTables: Record<Product["category"], Table> = {
  hoodies: {
    measures: ["chest", "length", "sleeve"],
    rows: {
      XS: [54, 65, 58],
      S: [57, 67, 60],
      M: [60, 69, 62],
      L: [63, 71, 64],
      XL: [66, 73, 66],
      XXL: [69, 75, 68],
    },
  },
  tops: {
    measures: ["chest", "length", "sleeve"],
    rows: {
      XS: [50, 66, 20],
      S: [53, 68, 21],
      M: [56, 70, 22],
      L: [59, 72, 23],
      XL: [62, 74, 24],
      XXL: [65, 76, 25],
    },
  },
  bottoms: {
    measures: ["waist", "length", "inseam"],
    rows: {
      XS: [34, 98, 73],
      S: [37, 100, 74],
      M: [40, 102, 75],
      L: [43, 104, 76],
      XL: [46, 106, 77],
      XXL: [49, 108, 78],
    },
  },
  outerwear: {
    measures: ["chest", "length", "sleeve"],
    rows: {
      XS: [56, 68, 60],
      S: [59, 70, 62],
      M: [62, 72, 64],
      L: [65, 74, 66],
      XL: [68, 76, 68],
      XXL: [71, 78, 70],
    },
  },
  accessories: { measures: ["around"], rows: { "One size": [58] } },
};

/** What a product's sizes measure, in cm and in inches; none for a size that the table does not know. */
export function sizeTableOf({ category, variants }: Pick<Product, "category" | "variants">) {
  const { measures, rows } = sizeTables[category];
  const sizes = [...new Set(variants.map(({ size }) => size))].flatMap((size) => {
    const cm = rows[size];
    return cm ? [{ size, measured: cm.map((value) => ({ cm: value, inches: inches(value) })) }] : [];
  });
  return { measures, sizes };
}

/** To the half, as a tape is read. */
const inches = (cm: number) => Math.round((cm / 2.54) * 2) / 2;
