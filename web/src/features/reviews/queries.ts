import { notFound } from "next/navigation";
import { api, orElsewhere, type Schemas } from "@/api.ts";
import { currentUser } from "@/features/account/current-user.ts";

export type Review = Schemas["Review"];
export const sorts = ["newest", "helpful", "highest", "lowest"] as const;

export type ReviewFilter = {
  sort?: (typeof sorts)[number] | undefined;
  stars?: number | undefined;
  pictures?: "true" | undefined;
  cursor?: string | undefined;
};
type Query = Record<string, string | string[] | undefined>;

/** What the address says of a product's reviews; anything else in it is not about them. */
export function reviewFilterOf({ reviews, stars, pictures, after }: Query): ReviewFilter {
  const wanted = Number(stars);
  return {
    sort: sorts.find((sort) => sort === reviews),
    stars: [1, 2, 3, 4, 5].find((one) => one === wanted),
    pictures: pictures === "true" ? "true" : undefined,
    cursor: typeof after === "string" ? after : undefined,
  };
}

export async function findReviews(slug: string, { sort, stars, pictures, cursor }: ReviewFilter) {
  const query = {
    ...(sort && { sort }),
    ...(stars && { stars }),
    ...(pictures && { pictures }),
    ...(cursor && { cursor }),
  };
  const answer = await (await api()).GET("/api/products/{slug}/reviews", {
    params: { path: { slug }, query },
  });
  return orElsewhere(answer);
}

/** What the person who looks wrote, and what helped them; nothing for who is signed out. */
export async function myReviews(slug: string): Promise<Schemas["MyReviews"]> {
  const nothing = { reviews: [], helpful: [] };
  if (!(await currentUser())) return nothing;
  const { data } = await (await api()).GET("/api/products/{slug}/reviews/mine", {
    params: { path: { slug } },
  });
  return data ?? nothing;
}

export async function orderReviews(id: string) {
  const answer = await (await api()).GET("/api/orders/{id}/review", { params: { path: { id } } });
  return orElsewhere(answer, `/orders/${id}`).pieces;
}

export async function orderPiece(id: string, item: string) {
  const piece = (await orderReviews(id)).find((one) => one.item === item);
  return piece ?? notFound();
}
