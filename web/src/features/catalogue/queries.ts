import { api, orElsewhere, type Schemas } from "@/api.ts";

export type ProductFilter = {
  category?: "hoodies" | "tops" | "bottoms" | "outerwear" | "accessories";
  collection?: string;
  q?: string;
  sort?: "featured" | "price_asc" | "price_desc" | "name";
  limit?: number;
};

export async function findProducts(filter: ProductFilter): Promise<Schemas["ProductCard"][]> {
  const answer = await (await api()).GET("/api/products", { params: { query: { limit: 50, ...filter } } });
  return orElsewhere(answer).items;
}

export async function findProduct(slug: string): Promise<Schemas["Product"]> {
  const answer = await (await api()).GET("/api/products/{slug}", { params: { path: { slug } } });
  return orElsewhere(answer);
}
