import { z } from "@hono/zod-openapi";
import { createRouter } from "../../http/create-router.ts";
import { pageSchema, readCursor, toPage } from "../../http/page.ts";
import { adminRoute } from "../../http/route.ts";
import { reviewErrors } from "./errors.ts";
import { judgeReview } from "./judge-review.ts";
import { listForHouse } from "./queries.ts";
import { replyToReview } from "./reply-to-review.ts";
import * as schema from "./schema.ts";

/** Reviews, as the house sees them. */
export const houseReviewRoutes = createRouter();
const tag = "Admin";
const done = z.object({ done: z.literal(true) });

houseReviewRoutes.openapi(
  adminRoute("reviews:write", {
    ...{ id: "listAllReviews", method: "get", path: "/api/admin/reviews", tag },
    summary: "Reviews that were reported, are hidden, or all of them, the newest first",
    request: { query: schema.houseQuery },
    answers: { 200: ["A page.", pageSchema(schema.houseReviewSchema)] },
  }),
  async (c) => {
    const { cursor, limit, which } = c.req.valid("query");
    const [before] = readCursor(cursor, z.tuple([z.uuid()])) ?? [];
    const rows = await listForHouse(c.var.deps.db, { which, before, limit });
    return c.json(
      toPage(rows, limit, schema.toHouseReview, ({ id }) => [id]),
      200,
    );
  },
);

houseReviewRoutes.openapi(
  adminRoute("reviews:write", {
    ...{ id: "judgeReview", method: "put", path: "/api/admin/reviews/{id}/hidden", tag },
    summary: "Hide a review, or show it; its reports are done with",
    description: "A hidden review counts in no rating. Reports that were looked at hide nothing again.",
    request: { params: schema.reviewParam, json: schema.judgeBody },
    answers: { 200: ["It is so.", done] },
    errors: [reviewErrors.review_not_found],
  }),
  async (c) => {
    const { deps, user } = c.var;
    const reviewId = c.req.valid("param").id;
    await judgeReview(deps, { actorId: user.id, reviewId, ...c.req.valid("json") });
    return c.json({ done: true } as const, 200);
  },
);

houseReviewRoutes.openapi(
  adminRoute("reviews:write", {
    ...{ id: "replyToReview", method: "put", path: "/api/admin/reviews/{id}/reply", tag },
    summary: "Say something below a review",
    description: "In place of what stood there; null takes it back.",
    request: { params: schema.reviewParam, json: schema.replyBody },
    answers: { 200: ["It is so.", done] },
    errors: [reviewErrors.review_not_found],
  }),
  async (c) => {
    const { deps, user } = c.var;
    const reviewId = c.req.valid("param").id;
    await replyToReview(deps, { actorId: user.id, reviewId, ...c.req.valid("json") });
    return c.json({ done: true } as const, 200);
  },
);
