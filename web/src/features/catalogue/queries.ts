import { cache } from "react";
import { api, orElsewhere, type Schemas } from "@/api.ts";
import type { ProductFilter, Wish } from "./filter.ts";

export type Product = Awaited<ReturnType<typeof findProduct>>;
export type ProductCard = Schemas["ProductCard"];
export type Facets = Schemas["ProductFacets"];

/** The API's longest page. */
const longestPage = 100;

export async function findProducts(filter: ProductFilter) {
  const answer = await (await api()).GET("/api/products", { params: { query: { limit: 50, ...filter } } });
  return orElsewhere(answer).items;
}

/** The first `shown` products of a filter, and whether there are more. What the API can't read fits nothing. */
export async function findShown({ filter, shown }: Wish): Promise<{ items: ProductCard[]; more: boolean }> {
  const items: ProductCard[] = [];
  let cursor: string | undefined;
  do {
    const limit = Math.min(shown - items.length, longestPage);
    const query = { ...filter, limit, cursor };
    const answer = await (await api()).GET("/api/products", { params: { query } });
    if (answer.response.status === 400) break;
    const page = orElsewhere(answer);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor && items.length < shown);
  return { items, more: cursor !== undefined };
}

/** What each choice leads to from a filter. What the API can't read leads nowhere. */
export async function findFacets({ sort: _, ...query }: ProductFilter): Promise<Facets> {
  const answer = await (await api()).GET("/api/products/facets", { params: { query } });
  if (answer.response.status === 400) return { category: [], size: [], color: [], badge: [], collection: [] };
  return orElsewhere(answer);
}

/** Asked once per request, by the page and by its title. */
export const findProduct = cache(async (slug: string) => {
  const answer = await (await api()).GET("/api/products/{slug}", { params: { path: { slug } } });
  return orElsewhere(answer);
});
