import { clientOf } from "../../http/client.ts";
import { createRouter } from "../../http/create-router.ts";
import { userRoute } from "../../http/route.ts";
import { networkOf, take, takeAll } from "../../limits/rate-limits.ts";
import { sendingErrors } from "../uploads/errors.ts";
import { addPicture, removePicture } from "./change-pictures.ts";
import { reviewErrors } from "./errors.ts";
import { findOwn } from "./queries.ts";
import { ownReviewSchema, pictureParam, reviewParam, toOwnReview } from "./schema.ts";

/** The pictures of one's own review. */
export const pictureRoutes = createRouter();
const tag = "Reviews";
const refusals = [reviewErrors.review_not_found, reviewErrors.review_hidden, reviewErrors.review_too_old];

pictureRoutes.openapi(
  userRoute({
    ...{ id: "addReviewPicture", method: "post", path: "/api/reviews/{id}/pictures", tag },
    summary: "Add a picture to your review",
    description:
      "A JPEG or PNG of up to 5 MiB and 40 megapixels, as the body, or in the field `picture` of a form; four a review. It is drawn anew: nothing else of the file is kept.",
    request: { params: reviewParam, file: "picture" },
    answers: { 200: ["Your review.", ownReviewSchema] },
    errors: [...sendingErrors, ...refusals, reviewErrors.too_many_pictures],
  }),
  async (c) => {
    const { deps, user } = c.var;
    // The body is read only when person and network may send one more.
    await takeAll([
      [deps.limits.uploadNetwork, networkOf(clientOf(c).ip)],
      [deps.limits.upload, user.id],
    ]);
    const own = { userId: user.id, reviewId: c.req.valid("param").id };
    const body = new Uint8Array(await c.req.arrayBuffer());
    await addPicture(deps, { ...own, sent: { body, contentType: c.req.header("content-type") ?? "" } });
    const review = await findOwn(deps.db, own);
    if (!review) throw reviewErrors.review_not_found();
    return c.json(toOwnReview(review), 200);
  },
);

pictureRoutes.openapi(
  userRoute({
    ...{ id: "removeReviewPicture", method: "delete", path: "/api/reviews/{id}/pictures/{name}", tag },
    summary: "Take a picture off your review",
    request: { params: pictureParam },
    answers: { 200: ["Your review.", ownReviewSchema] },
    errors: refusals,
  }),
  async (c) => {
    const { deps, user } = c.var;
    await take(deps.limits.review, user.id);
    const { id: reviewId, name } = c.req.valid("param");
    const own = { userId: user.id, reviewId };
    await removePicture(deps, { ...own, name });
    const review = await findOwn(deps.db, own);
    if (!review) throw reviewErrors.review_not_found();
    return c.json(toOwnReview(review), 200);
  },
);
