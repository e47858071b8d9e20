import { cache } from "react";
import { api, orElsewhere } from "@/api.ts";

export type BagItem = Awaited<ReturnType<typeof currentBag>>["items"][number];

export const currentBag = cache(async () => orElsewhere(await (await api()).GET("/api/cart")));

/** For the page's frame, which stands even while the API does not. */
export async function piecesInBag(): Promise<number> {
  const bag = await currentBag().catch(() => null);
  return bag?.pieces ?? 0;
}
