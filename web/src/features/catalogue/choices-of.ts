import type { ProductFilter } from "./filter.ts";
import type { Facets } from "./queries.ts";

export const facetNames = ["category", "size", "color", "badge", "collection"] as const;
export type FacetName = (typeof facetNames)[number];
export type Choice = Facets[FacetName][number];

/** Every choice of a kind with what it leads to now, 0 for those that lead nowhere from here. */
export function choicesOf(name: FacetName, { all, now }: { all: Facets; now: Facets }): Choice[] {
  const counts = new Map(now[name].map(({ value, products }) => [value, products]));
  return all[name].map((choice) => ({ ...choice, products: counts.get(choice.value) ?? 0 }));
}

/** How many products a filter leads to: each has one category, and is counted as if none were chosen. */
export function countOf({ category }: ProductFilter, now: Facets): number {
  return now.category
    .filter(({ value }) => category === undefined || value === category)
    .reduce((sum, { products }) => sum + products, 0);
}
