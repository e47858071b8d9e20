import { categories, type ProductFilter, sorts } from "./queries.ts";

type Query = Record<string, string | string[] | undefined>;

/** The filter in the address. What is not one of ours is left out. */
export function readFilter(query: Query): ProductFilter {
  const filter: ProductFilter = {};
  if (isOneOf(categories, query.category)) filter.category = query.category;
  if (isOneOf(sorts, query.sort) && query.sort !== "featured") filter.sort = query.sort;
  if (typeof query.collection === "string" && query.collection)
    filter.collection = query.collection.slice(0, 60);
  const q = typeof query.q === "string" ? query.q.trim().slice(0, 80) : "";
  if (q) filter.q = q;
  return filter;
}

export function filterHref(filter: ProductFilter): string {
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );
  return query.size > 0 ? `/products?${query}` : "/products";
}

function isOneOf<T extends string>(all: readonly T[], value: unknown): value is T {
  return all.some((one) => one === value);
}
