import { and, eq, isNull, sql } from "drizzle-orm";
import type { Deps } from "../../deps.ts";
import { reviewErrors } from "./errors.ts";
import { type reportReasons, reportsThatHide } from "./limits.ts";
import { reviewReports, reviews } from "./tables.ts";

type Report = {
  userId: string;
  reviewId: string;
  reason: (typeof reportReasons)[number];
  words: string | null;
};

/**
 * Tells the house that a review should not be seen, once a person. With the third person it is hidden until somebody has
 * looked; reports that were looked at do not count again. Throws `review_not_found`, `own_review`.
 */
export async function reportReview({ db }: Pick<Deps, "db">, report: Report): Promise<void> {
  const { userId, reviewId } = report;
  await db.transaction(async (tx) => {
    // Held, so that of two who report at once one is the third.
    const [review] = await tx.select().from(reviews).where(eq(reviews.id, reviewId)).for("update");
    if (!review || review.hiddenAt) throw reviewErrors.review_not_found();
    if (review.userId === userId) throw reviewErrors.own_review();
    await tx.insert(reviewReports).values(report).onConflictDoNothing();
    const open = await tx.$count(
      reviewReports,
      and(eq(reviewReports.reviewId, reviewId), isNull(reviewReports.lookedAt)),
    );
    if (open < reportsThatHide) return;
    await tx
      .update(reviews)
      .set({ hiddenAt: sql`now()`, hiddenBy: "reports" })
      .where(eq(reviews.id, reviewId));
  });
}
