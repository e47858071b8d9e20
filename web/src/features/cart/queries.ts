import { cache } from "react";
import { api, orElsewhere } from "@/api.ts";

export type CartItem = Awaited<ReturnType<typeof currentCart>>["items"][number];

export const currentCart = cache(async () => orElsewhere(await (await api()).GET("/api/cart")));

/** For the page's frame, which stands even while the API does not. */
export async function garmentsInCart(): Promise<number> {
  const cart = await currentCart().catch(() => null);
  return cart?.pieces ?? 0;
}
