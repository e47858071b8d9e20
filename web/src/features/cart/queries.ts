import { cache } from "react";
import { api, orElsewhere } from "@/api.ts";

export type CartItem = Awaited<ReturnType<typeof currentCart>>["items"][number];

export const currentCart = cache(async () => orElsewhere(await (await api()).GET("/api/cart")));

/** The cart with the totals of an order that goes there. */
export async function cartFor({ state, postalCode }: { state: string; postalCode: string }) {
  return orElsewhere(await (await api()).GET("/api/cart", { params: { query: { state, postalCode } } }));
}

/** For the page's frame, which stands even while the API does not. */
export async function garmentsInCart(): Promise<number> {
  const cart = await currentCart().catch(() => null);
  return cart?.pieces ?? 0;
}
