import { cache } from "react";
import { api, orElsewhere } from "@/api.ts";

export type Product = Awaited<ReturnType<typeof findProduct>>;
export type ProductCard = Awaited<ReturnType<typeof findProducts>>[number];

export const categories = ["hoodies", "tops", "bottoms", "outerwear", "accessories"] as const;
export const sorts = ["featured", "price_asc", "price_desc", "name"] as const;

export type ProductFilter = {
  category?: (typeof categories)[number];
  collection?: string;
  q?: string;
  sort?: (typeof sorts)[number];
  limit?: number;
};

export async function findProducts(filter: ProductFilter) {
  const answer = await (await api()).GET("/api/products", { params: { query: { limit: 50, ...filter } } });
  return orElsewhere(answer).items;
}

/** Asked once per request, by the page and by its title. */
export const findProduct = cache(async (slug: string) => {
  const answer = await (await api()).GET("/api/products/{slug}", { params: { path: { slug } } });
  return orElsewhere(answer);
});
