import { eq, sql } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { reviewErrors } from "./errors.ts";
import { editDays } from "./limits.ts";
import { lockOwnReview, type OwnReview } from "./lock-own-review.ts";
import { reviews } from "./tables.ts";
import type { ReviewWords } from "./write-review.ts";

const dayMs = 24 * 60 * 60 * 1_000;

/** Says something else in place of what somebody wrote. Throws `review_not_found`, `review_hidden`, `review_too_old`. */
export async function editReview(
  { db }: Pick<Deps, "db">,
  { stars, title, text, ...own }: OwnReview & ReviewWords,
) {
  await db.transaction(async (tx) => {
    await lockChangeable(tx, own);
    await tx
      .update(reviews)
      .set({ stars, title, text, editedAt: sql`now()` })
      .where(eq(reviews.id, own.reviewId));
  });
}

/** As `lockOwnReview`, and only while it may be changed. Throws `review_too_old` too. */
export async function lockChangeable(tx: Tx, own: OwnReview) {
  const review = await lockOwnReview(tx, own);
  if (Date.now() - review.createdAt.getTime() > editDays * dayMs)
    throw reviewErrors.review_too_old({ days: editDays });
  return review;
}
