import { expect, test } from "vitest";
import { choicesOf, countOf } from "../src/features/catalogue/choices-of.ts";

const none = { category: [], size: [], color: [], badge: [], collection: [] };
const choice = (value: string, products: number) => ({ value, products, hex: null });

test("a choice that leads nowhere from here stays in its place, with 0", () => {
  const all = { ...none, size: [choice("S", 6), choice("M", 6), choice("XXL", 1)] };
  const now = { ...none, size: [choice("M", 2)] };
  expect(choicesOf("size", { all, now })).toEqual([choice("S", 0), choice("M", 2), choice("XXL", 0)]);
});

test("a filter leads to the products of its category, or of all", () => {
  const now = { ...none, category: [choice("hoodies", 2), choice("tops", 3)] };
  expect(countOf({}, now)).toBe(5);
  expect(countOf({ category: "tops" }, now)).toBe(3);
  expect(countOf({ category: "bottoms" }, now)).toBe(0);
});
