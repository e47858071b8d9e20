import { isUniqueViolation } from "../../db/is-unique-violation.ts";
import type { Deps } from "../../deps.ts";
import { orderErrors } from "../orders/errors.ts";
import { lockBoughtPiece } from "../orders/lock-bought-piece.ts";
import { reviewErrors } from "./errors.ts";
import { whyNotReviewable } from "./may-review.ts";
import { reviews } from "./tables.ts";

export type ReviewWords = { stars: number; title: string | null; text: string };
type WriteReview = ReviewWords & { userId: string; orderId: string; orderItemId: string };

/**
 * Keeps what a buyer says of a piece, once a piece. Returns its id. Throws `order_not_found`, `piece_not_found`,
 * `piece_given_back`, `not_reviewable_yet`, `already_reviewed`.
 */
export async function writeReview({ db }: Pick<Deps, "db">, written: WriteReview): Promise<string> {
  const { userId, orderId, orderItemId, stars, title, text } = written;
  try {
    return await db.transaction(async (tx) => {
      const piece = await lockBoughtPiece(tx, { orderId, userId, orderItemId });
      if (piece === undefined) throw orderErrors.order_not_found();
      if (piece === null) throw reviewErrors.piece_not_found();
      const why = whyNotReviewable(piece);
      if (why) throw why();
      const [review] = await tx
        .insert(reviews)
        .values({ orderItemId, productId: piece.productId, userId, stars, title, text })
        .returning({ id: reviews.id });
      if (!review) throw new Error(`the review of ${orderItemId} was not written down`);
      return review.id;
    });
  } catch (error) {
    if (isUniqueViolation(error, "reviews_piece_once")) throw reviewErrors.already_reviewed();
    throw error;
  }
}
