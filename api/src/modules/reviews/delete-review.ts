import { eq } from "drizzle-orm";
import type { Deps } from "../../deps.ts";
import { exchangeUploads } from "../uploads/exchange-uploads.ts";
import { lockOwnReview, type OwnReview } from "./lock-own-review.ts";
import { reviewPictures, reviews } from "./tables.ts";

/** Takes somebody's review away, with its pictures; they may write another. Throws `review_not_found`, `review_hidden`. */
export async function deleteReview(deps: Pick<Deps, "db" | "jobs">, own: OwnReview): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { id } = await lockOwnReview(tx, own);
    const gone = await tx
      .delete(reviewPictures)
      .where(eq(reviewPictures.reviewId, id))
      .returning({ name: reviewPictures.name });
    if (gone.length > 0) await exchangeUploads(deps, tx, { comes: [], goes: gone.map(({ name }) => name) });
    await tx.delete(reviews).where(eq(reviews.id, id));
  });
}
