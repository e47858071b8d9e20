import { cache } from "react";
import { api, orElsewhere } from "@/api.ts";

export type Twin = Awaited<ReturnType<typeof findTwin>>;
export type TwinSummary = Awaited<ReturnType<typeof listOwnTwins>>["items"][number];

/** Asked once per request, by the page and by its title. */
export const findTwin = cache(async (id: string) => {
  const answer = await (await api()).GET("/api/blockchain/digital-twin/{id}", { params: { path: { id } } });
  return orElsewhere(answer);
});

export async function listOwnTwins(cursor?: string) {
  const answer = await (await api()).GET("/api/garments", { params: { query: { cursor, limit: 24 } } });
  return orElsewhere(answer, "/garments");
}

/** The last time the signed-in person sent this garment to somebody; null if they never did. */
export async function findOwnSending(tokenId: string) {
  const answer = await (await api()).GET("/api/garments/{tokenId}/send", { params: { path: { tokenId } } });
  return answer.data ?? null;
}
