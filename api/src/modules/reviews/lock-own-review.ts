import { and, eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { reviewErrors } from "./errors.ts";
import { reviews } from "./tables.ts";

export type OwnReview = { userId: string; reviewId: string };

/** Somebody's own review, held. Throws `review_not_found`, and `review_hidden`: what was reported stays to be looked at. */
export async function lockOwnReview(tx: Tx, { userId, reviewId }: OwnReview) {
  const own = and(eq(reviews.id, reviewId), eq(reviews.userId, userId));
  const [review] = await tx.select().from(reviews).where(own).for("update");
  if (!review) throw reviewErrors.review_not_found();
  if (review.hiddenAt) throw reviewErrors.review_hidden();
  return review;
}
