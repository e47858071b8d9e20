import type { Db } from "../../db/client.ts";
import { orderErrors } from "../orders/errors.ts";
import { findOrder } from "../orders/queries.ts";
import { whyNotReviewable } from "./may-review.ts";
import { reviewsBy } from "./queries.ts";

type Asked = { userId: string; orderId: string };

/** Each piece of somebody's order: what they said of it, or whether they may. Throws `order_not_found`. */
export async function readOrderReviews(db: Db, { userId, orderId }: Asked) {
  const found = await findOrder(db, { orderId, userId });
  if (!found) throw orderErrors.order_not_found();
  const { order, items, mints, refunds } = found;
  const written = await reviewsBy(db, userId, { orderItemIds: items.map(({ id }) => id) });
  return items.map(({ id }) => {
    const review = written.find(({ orderItemId }) => orderItemId === id) ?? null;
    const isMinted = mints.some(
      (mint) => mint.orderItemId === id && (mint.state === "mined" || mint.state === "final"),
    );
    const isPaidBack = refunds.some(({ orderItemId }) => orderItemId === id);
    const why = whyNotReviewable({ orderState: order.state, isMinted, isPaidBack });
    return { id, review, mayReview: !review && why === null };
  });
}
