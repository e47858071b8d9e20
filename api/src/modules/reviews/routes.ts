import { z } from "@hono/zod-openapi";
import { createRouter } from "../../http/create-router.ts";
import { toPage } from "../../http/page.ts";
import { publicId } from "../../http/public-id.ts";
import { sharedJson } from "../../http/revalidate.ts";
import { publicRoute, userRoute } from "../../http/route.ts";
import { take } from "../../limits/rate-limits.ts";
import { orderErrors } from "../orders/errors.ts";
import { orderParam } from "../orders/schema.ts";
import { productErrors } from "../products/errors.ts";
import { findRating } from "../products/queries.ts";
import { toRating } from "../products/schema.ts";
import { deleteReview } from "./delete-review.ts";
import { editReview } from "./edit-review.ts";
import { reviewErrors } from "./errors.ts";
import { houseReviewRoutes } from "./house-routes.ts";
import { pictureRoutes } from "./picture-routes.ts";
import { findOwn, helpfulTo, listReviews, reviewsBy } from "./queries.ts";
import { readOrderReviews } from "./read-order-reviews.ts";
import { reportReview } from "./report-review.ts";
import * as schema from "./schema.ts";
import { takeBackVote, voteHelpful } from "./vote-helpful.ts";
import { writeReview } from "./write-review.ts";

export const reviewRoutes = createRouter();
const tag = "Reviews";
const done = z.object({ done: z.literal(true) });

reviewRoutes.route("/", pictureRoutes);
reviewRoutes.route("/", houseReviewRoutes);

reviewRoutes.openapi(
  userRoute({
    ...{ id: "writeReview", method: "post", path: "/api/orders/{id}/review", tag },
    summary: "Say what you think of a piece of your order",
    description: "Once a piece, when it is yours for good. Add its pictures afterwards.",
    request: { params: orderParam, json: schema.writeBody },
    answers: { 201: ["Your review.", schema.ownReviewSchema] },
    errors: [
      orderErrors.order_not_found,
      reviewErrors.piece_not_found,
      reviewErrors.piece_given_back,
      reviewErrors.not_reviewable_yet,
      reviewErrors.already_reviewed,
    ],
  }),
  async (c) => {
    const { deps, user } = c.var;
    await take(deps.limits.review, user.id);
    const { item: orderItemId, ...words } = c.req.valid("json");
    const orderId = c.req.valid("param").id;
    const reviewId = await writeReview(deps, { userId: user.id, orderId, orderItemId, ...words });
    const review = await findOwn(deps.db, { userId: user.id, reviewId });
    if (!review) throw reviewErrors.review_not_found();
    return c.json(schema.toOwnReview(review), 201);
  },
);

reviewRoutes.openapi(
  userRoute({
    ...{ id: "getOrderReviews", method: "get", path: "/api/orders/{id}/review", tag },
    summary: "What you said of each piece of an order, or whether you may",
    request: { params: orderParam },
    answers: { 200: ["Its pieces.", schema.orderReviewsSchema] },
    errors: [orderErrors.order_not_found],
  }),
  async (c) => {
    const asked = { userId: c.var.user.id, orderId: c.req.valid("param").id };
    const pieces = await readOrderReviews(c.var.deps.db, asked);
    const dtos = pieces.map(({ id, mayReview, review }) => ({
      ...{ item: publicId("itm", id), mayReview },
      review: review && schema.toOwnReview(review),
    }));
    return c.json({ pieces: dtos }, 200);
  },
);

reviewRoutes.openapi(
  userRoute({
    ...{ id: "editReview", method: "put", path: "/api/reviews/{id}", tag },
    summary: "Change your review",
    description: "Within 30 days.",
    request: { params: schema.reviewParam, json: schema.editBody },
    answers: { 200: ["Your review.", schema.ownReviewSchema] },
    errors: [reviewErrors.review_not_found, reviewErrors.review_hidden, reviewErrors.review_too_old],
  }),
  async (c) => {
    const { deps, user } = c.var;
    await take(deps.limits.review, user.id);
    const own = { userId: user.id, reviewId: c.req.valid("param").id };
    await editReview(deps, { ...own, ...c.req.valid("json") });
    const review = await findOwn(deps.db, own);
    if (!review) throw reviewErrors.review_not_found();
    return c.json(schema.toOwnReview(review), 200);
  },
);

reviewRoutes.openapi(
  userRoute({
    ...{ id: "deleteReview", method: "delete", path: "/api/reviews/{id}", tag },
    summary: "Take your review away, with its pictures",
    request: { params: schema.reviewParam },
    answers: { 200: ["It is gone.", done] },
    errors: [reviewErrors.review_not_found, reviewErrors.review_hidden],
  }),
  async (c) => {
    const { deps, user } = c.var;
    await take(deps.limits.review, user.id);
    await deleteReview(deps, { userId: user.id, reviewId: c.req.valid("param").id });
    return c.json({ done: true } as const, 200);
  },
);

reviewRoutes.openapi(
  publicRoute({
    ...{ id: "listReviews", method: "get", path: "/api/products/{slug}/reviews", tag },
    summary: "What buyers say of a product, and how many stars they gave",
    request: { params: schema.slugParam, query: schema.reviewsQuery },
    shared: true,
    answers: { 200: ["A page.", schema.reviewsSchema] },
    errors: [productErrors.product_not_found],
  }),
  async (c) => {
    const { db } = c.var.deps;
    const rating = await findRating(db, c.req.valid("param").slug);
    if (!rating) throw productErrors.product_not_found();
    const query = c.req.valid("query");
    const rows = await listReviews(db, { productId: rating.productId, ...query });
    const page = toPage(rows, query.limit, schema.toReview, ({ key, id }) => [query.sort, key, id]);
    return sharedJson(c, { ...page, rating: toRating(rating), histogram: rating.ratings });
  },
);

reviewRoutes.openapi(
  userRoute({
    ...{ id: "listMyReviews", method: "get", path: "/api/products/{slug}/reviews/mine", tag },
    summary: "What you said of a product, and which reviews of it helped you",
    request: { params: schema.slugParam },
    answers: { 200: ["Yours.", schema.mineSchema] },
    errors: [productErrors.product_not_found],
  }),
  async (c) => {
    const { db } = c.var.deps;
    const { id: userId } = c.var.user;
    const rating = await findRating(db, c.req.valid("param").slug);
    if (!rating) throw productErrors.product_not_found();
    const { productId } = rating;
    const reviews = await reviewsBy(db, userId, { productId });
    const helpful = await helpfulTo(db, { userId, productId });
    const ids = helpful.map((id) => publicId("rev", id));
    return c.json({ reviews: reviews.map(schema.toOwnReview), helpful: ids }, 200);
  },
);

const helpfulPath = "/api/reviews/{id}/helpful";

reviewRoutes.openapi(
  userRoute({
    ...{ id: "voteHelpful", method: "put", path: helpfulPath, tag },
    summary: "Say that a review helped you",
    request: { params: schema.reviewParam },
    answers: { 200: ["It counts, once.", done] },
    errors: [reviewErrors.review_not_found, reviewErrors.own_review],
  }),
  async (c) => {
    const { deps, user } = c.var;
    await take(deps.limits.reviewVote, user.id);
    await voteHelpful(deps, { userId: user.id, reviewId: c.req.valid("param").id });
    return c.json({ done: true } as const, 200);
  },
);

reviewRoutes.openapi(
  userRoute({
    ...{ id: "takeBackVote", method: "delete", path: helpfulPath, tag },
    summary: "Take back that a review helped you",
    request: { params: schema.reviewParam },
    answers: { 200: ["It counts no more.", done] },
  }),
  async (c) => {
    const { deps, user } = c.var;
    await take(deps.limits.reviewVote, user.id);
    await takeBackVote(deps, { userId: user.id, reviewId: c.req.valid("param").id });
    return c.json({ done: true } as const, 200);
  },
);

reviewRoutes.openapi(
  userRoute({
    ...{ id: "reportReview", method: "post", path: "/api/reviews/{id}/report", tag },
    summary: "Tell FLUX that a review should not be seen",
    description: "Once a person. With the third it is hidden until somebody has looked.",
    request: { params: schema.reviewParam, json: schema.reportBody },
    answers: { 200: ["We look at it.", done] },
    errors: [reviewErrors.review_not_found, reviewErrors.own_review],
  }),
  async (c) => {
    const { deps, user } = c.var;
    await take(deps.limits.reviewReport, user.id);
    const reviewId = c.req.valid("param").id;
    await reportReview(deps, { userId: user.id, reviewId, ...c.req.valid("json") });
    return c.json({ done: true } as const, 200);
  },
);
