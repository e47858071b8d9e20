import { z } from "@hono/zod-openapi";
import { orNull } from "../../http/or-null.ts";
import { pageQuery, pageSchema } from "../../http/page.ts";
import { publicId, publicIdSchema } from "../../http/public-id.ts";
import { line, multiline } from "../../input/text.ts";
import { ratingSchema } from "../products/schema.ts";
import { uploadNamePattern, uploadPath } from "../uploads/upload-name.ts";
import { editDays, hiders, reportReasons } from "./limits.ts";
import { type HouseReviewRow, type ReviewRow, reviewSorts } from "./queries.ts";

const fewestLetters = 10;
const flag = z.enum(["true", "false"]).transform((value) => value === "true");

const words = {
  stars: z.int().min(1).max(5),
  title: line(120)
    .nullable()
    .default(null)
    .openapi({ type: ["string", "null"] }),
  text: multiline(2_000)
    // A page of empty lines is no review.
    .overwrite((text) => text.replaceAll(/\n{3,}/g, "\n\n"))
    .refine((text) => [...text].length >= fewestLetters, `at least ${fewestLetters} characters`)
    .openapi({ minLength: fewestLetters, example: "Heavy cotton, and the print still looks new." }),
};
export const writeBody = z.strictObject({ item: publicIdSchema("itm"), ...words }).openapi("WriteReview");
export const editBody = z.strictObject(words).openapi("EditReview");
export const reviewParam = z.object({ id: publicIdSchema("rev") });
export const pictureParam = reviewParam.extend({
  name: z.string().regex(uploadNamePattern, "a picture here is called like review-<64 hex digits>.webp"),
});
export const slugParam = z.object({ slug: line(80) });
export const reportBody = z
  .strictObject({
    reason: z.enum(reportReasons),
    words: line(300)
      .nullable()
      .default(null)
      .openapi({ type: ["string", "null"] }),
  })
  .openapi("ReportReview");
export const replyBody = z
  .strictObject({
    reply: multiline(2_000)
      .nullable()
      .openapi({ type: ["string", "null"] }),
  })
  .openapi("ReplyToReview");
export const judgeBody = z.strictObject({ hidden: z.boolean(), reason: line(300) }).openapi("JudgeReview");

export const reviewsQuery = pageQuery.extend({
  limit: z.coerce.number().int().min(1).max(50).default(10),
  sort: z.enum(reviewSorts).default("newest"),
  stars: z.coerce.number().pipe(z.int().min(1).max(5)).optional().openapi({ type: "integer" }),
  pictures: flag.optional().openapi({ description: "Only those with pictures." }),
});
export const houseQuery = pageQuery.extend({
  which: z.enum(["reported", "hidden", "all"]).default("reported"),
});

const shape = {
  id: z.string(),
  stars: z.int(),
  title: z.string().nullable(),
  text: z
    .string()
    .openapi({ description: "As it was typed: show it as text, never as HTML, and link nothing in it." }),
  pictures: z.array(z.string()).openapi({ description: "Paths of the API." }),
  verified: z.boolean().openapi({ description: "Bought here and kept. False: its money went back later." }),
  size: z.string(),
  color: z.string(),
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  helpful: z.int().openapi({ description: "How many people it helped." }),
  reply: z
    .object({ text: z.string(), at: z.iso.datetime() })
    .nullable()
    .openapi({ description: "What FLUX says to it." }),
};

export const reviewSchema = z
  .object({
    ...shape,
    author: z.string().nullable().openapi({ description: "Their username. Null: a FLUX buyer without one." }),
  })
  .openapi("Review");

export const reviewsSchema = pageSchema(reviewSchema).extend({
  rating: orNull(ratingSchema),
  histogram: z.array(z.int()).openapi({
    description: "How many verified reviews gave one star, two, … five: what the rating is made of.",
  }),
});

export const ownReviewSchema = z
  .object({
    ...shape,
    item: z.string(),
    product: z.object({ slug: z.string(), name: z.string() }),
    hidden: z.boolean().openapi({ description: "Nobody sees it: it was reported, or FLUX hid it." }),
    editableUntil: z.iso.datetime(),
  })
  .openapi("OwnReview");

export const mineSchema = z
  .object({
    reviews: z.array(ownReviewSchema),
    helpful: z.array(z.string()).openapi({ description: "Reviews that you found helpful." }),
  })
  .openapi("MyReviews");

export const orderReviewsSchema = z
  .object({
    pieces: z.array(
      z.object({
        item: z.string(),
        mayReview: z.boolean(),
        review: orNull(ownReviewSchema),
      }),
    ),
  })
  .openapi("OrderReviews");

export const houseReviewSchema = z
  .object({
    ...reviewSchema.shape,
    product: z.object({ slug: z.string(), name: z.string() }),
    person: z.string(),
    hidden: z.object({ since: z.iso.datetime(), by: z.enum(hiders) }).nullable(),
    reports: z.array(
      z.object({
        reason: z.enum(reportReasons),
        words: z.string().nullable(),
        at: z.iso.datetime(),
        person: z.string(),
        looked: z.boolean(),
      }),
    ),
  })
  .openapi("HouseReview");

function toShape(row: ReviewRow) {
  const { stars, title, text, verified, size, color, createdAt, editedAt, helpful, reply, repliedAt } = row;
  return {
    id: publicId("rev", row.id),
    ...{ stars, title, text, pictures: row.pictures.map(uploadPath), verified, size, color },
    createdAt: createdAt.toISOString(),
    editedAt: editedAt?.toISOString() ?? null,
    helpful,
    reply: reply !== null && repliedAt ? { text: reply, at: repliedAt.toISOString() } : null,
  };
}

export const toReview = (row: ReviewRow): z.infer<typeof reviewSchema> => ({
  ...toShape(row),
  author: row.author,
});

export function toOwnReview(row: ReviewRow): z.infer<typeof ownReviewSchema> {
  const until = new Date(row.createdAt.getTime() + editDays * 24 * 60 * 60 * 1_000);
  return {
    ...toShape(row),
    item: publicId("itm", row.orderItemId),
    product: { slug: row.slug, name: row.productName },
    hidden: row.hiddenAt !== null,
    editableUntil: until.toISOString(),
  };
}

export function toHouseReview({ reports, ...row }: HouseReviewRow): z.infer<typeof houseReviewSchema> {
  return {
    ...toReview(row),
    product: { slug: row.slug, name: row.productName },
    person: publicId("usr", row.userId),
    hidden: row.hiddenAt && row.hiddenBy && { since: row.hiddenAt.toISOString(), by: row.hiddenBy },
    reports: reports.map(({ reason, words, createdAt, userId, lookedAt }) => ({
      ...{ reason, words, at: createdAt.toISOString() },
      ...{ person: publicId("usr", userId), looked: lookedAt !== null },
    })),
  };
}
