import type { Request } from "autocannon";
import { median } from "../per-second.ts";
import { load } from "./load.ts";

const rounds = 3;

type Shop = { ours: string; bare: string; slugs: string[]; variantIds: string[] };

/** Each act at 1, 16 and 64 connections, in turn with the floor: medians. */
export async function measureShop({ ours, bare, slugs, variantIds }: Shop, seconds: number, suffix = "") {
  let network = 0;
  // Guests, each from a network of its own: the limits count by it.
  const add = (variantId: string): Request => ({
    ...{ method: "POST", path: "/api/cart/add", body: JSON.stringify({ variantId }) },
    headers: { "content-type": "application/json" },
    setupRequest: (request) => ({
      ...request,
      headers: {
        ...request.headers,
        "x-forwarded-for": `10.${(++network >> 16) & 255}.${(network >> 8) & 255}.${network & 255}`,
      },
    }),
  });
  const acts: Record<string, Request[]> = {
    list: [{ path: "/api/products?limit=24" }],
    slug: slugs.slice(0, 100).map((slug) => ({ path: `/api/products/${slug}` })),
    search: ["hoodie", "glitch", "neon cap"].map((q) => ({
      path: `/api/products/search?limit=24&q=${encodeURIComponent(q)}`,
    })),
    cartAdd: variantIds.slice(0, 100).map(add),
  };
  const rows = [];
  for (const [act, requests] of Object.entries(acts))
    for (const atOnce of [1, 16, 64]) {
      const seen = { ours: [] as number[], bare: [] as number[] };
      let p99Ms = 0;
      for (const url of [bare, ours]) await load({ url, atOnce, seconds: 1, requests });
      for (let round = 0; round < rounds; round++) {
        seen.bare.push((await load({ url: bare, atOnce, seconds, requests })).perSec);
        const own = await load({ url: ours, atOnce, seconds, requests });
        seen.ours.push(own.perSec);
        p99Ms = Math.max(p99Ms, own.p99Ms);
      }
      const [value, floor] = [median(seen.ours), median(seen.bare)];
      rows.push({
        ...{
          act: `${act}${atOnce}${suffix}`,
          value: Math.round(value),
          unit: "/s",
          floor: Math.round(floor),
        },
        ...{ ratio: Number((value / floor).toFixed(3)), p99Ms, peers: { honoPg: Math.round(floor) } },
      });
    }
  return rows;
}
