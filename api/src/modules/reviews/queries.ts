import { and, desc, eq, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "../../db/client.ts";
import { readCursor } from "../../http/page.ts";
import { int4 } from "../../input/numbers.ts";
import { itemChoices } from "../orders/queries.ts";
import { productPictures } from "../products/queries.ts";
import { usernames } from "../users/queries.ts";
import { reviewPictures, reviewReports, reviews, reviewVotes } from "./tables.ts";

const helpful = (db: Db | Tx) => db.$count(reviewVotes, eq(reviewVotes.reviewId, reviews.id));

/** Reviews as pages show them, hidden ones too. */
function rows<Beside extends Record<string, SQL.Aliased>>(db: Db | Tx, beside: Beside = {} as Beside) {
  const author = usernames(db);
  const item = itemChoices(db);
  const product = productPictures(db);
  const pictures = db
    .select({
      names: sql`coalesce(json_agg(${reviewPictures.name} order by ${reviewPictures.addedAt}, ${reviewPictures.name}), '[]')`,
    })
    .from(reviewPictures)
    .where(eq(reviewPictures.reviewId, reviews.id));
  return db
    .select({
      id: reviews.id,
      userId: reviews.userId,
      author: author.username,
      orderItemId: reviews.orderItemId,
      productId: reviews.productId,
      slug: product.slug,
      productName: item.productName,
      size: item.size,
      color: item.color,
      stars: reviews.stars,
      title: reviews.title,
      text: reviews.text,
      verified: reviews.verified,
      createdAt: reviews.createdAt,
      editedAt: reviews.editedAt,
      hiddenAt: reviews.hiddenAt,
      hiddenBy: reviews.hiddenBy,
      reply: reviews.reply,
      repliedAt: reviews.repliedAt,
      helpful: sql<number>`${helpful(db)}`.mapWith(Number).as("helpful"),
      pictures: sql<string[]>`(${pictures})`.as("pictures"),
      ...beside,
    })
    .from(reviews)
    .innerJoin(author, eq(author.id, reviews.userId))
    .innerJoin(item, eq(item.id, reviews.orderItemId))
    .innerJoin(product, eq(product.id, reviews.productId));
}

/** The highest first of each. `stars`: of the best; an id begins with the moment it was made at (UUID version 7). */
const sorts = {
  newest: { key: () => sql`0`, direction: "desc" },
  helpful: { key: (db: Db) => sql`${helpful(db)}`, direction: "desc" },
  highest: { key: () => sql`${reviews.stars}`, direction: "desc" },
  lowest: { key: () => sql`-${reviews.stars}`, direction: "desc" },
} as const;
export type ReviewSort = keyof typeof sorts;
export const reviewSorts = Object.keys(sorts) as [ReviewSort, ...ReviewSort[]];

type ListReviews = {
  productId: string;
  sort: ReviewSort;
  stars?: number | undefined;
  pictures?: boolean | undefined;
  cursor?: string | undefined;
  limit: number;
};

/** A page of what is shown of a product and the row behind it. Throws `invalid_input`. */
export async function listReviews(db: Db, { productId, sort, stars, pictures, cursor, limit }: ListReviews) {
  const after = readCursor(cursor, z.tuple([z.literal(sort), int4, z.uuid()]));
  const key = sql`(${sorts[sort].key(db)})::int`;
  const hasPictures = sql`exists (select from ${reviewPictures} where ${eq(reviewPictures.reviewId, reviews.id)})`;
  return rows(db, { key: sql<number>`${key}`.as("sort_key") })
    .where(
      and(
        eq(reviews.productId, productId),
        isNull(reviews.hiddenAt),
        stars === undefined ? undefined : eq(reviews.stars, stars),
        pictures ? hasPictures : undefined,
        after ? sql`(${key}, ${reviews.id}) < (${after[1]}::int, ${after[2]}::uuid)` : undefined,
      ),
    )
    .orderBy(desc(key), desc(reviews.id))
    .limit(limit + 1);
}
export type ListedReview = Awaited<ReturnType<typeof listReviews>>[number];
export type ReviewRow = Omit<ListedReview, "key">;

/** What somebody wrote: all of it, of these pieces, or of a product. The newest first. */
export async function reviewsBy(
  db: Db,
  userId: string,
  { orderItemIds, productId }: { orderItemIds?: string[]; productId?: string } = {},
): Promise<ReviewRow[]> {
  const ofPieces = orderItemIds && inArray(reviews.orderItemId, orderItemIds);
  const ofProduct = productId === undefined ? undefined : eq(reviews.productId, productId);
  return rows(db)
    .where(and(eq(reviews.userId, userId), ofPieces, ofProduct))
    .orderBy(desc(reviews.id));
}

/** One of somebody's own. */
export async function findOwn(db: Db, own: { userId: string; reviewId: string }) {
  const [review] = await rows(db).where(and(eq(reviews.id, own.reviewId), eq(reviews.userId, own.userId)));
  return review;
}

/** Whose review this is, if everybody may see it. */
export async function findShown(db: Db | Tx, reviewId: string) {
  const [review] = await db
    .select({ userId: reviews.userId })
    .from(reviews)
    .where(and(eq(reviews.id, reviewId), isNull(reviews.hiddenAt)));
  return review;
}

/** The reviews of a product that somebody found helpful: their ids. */
export async function helpfulTo(db: Db, { userId, productId }: { userId: string; productId: string }) {
  const found = await db
    .select({ id: reviews.id })
    .from(reviewVotes)
    .innerJoin(reviews, eq(reviews.id, reviewVotes.reviewId))
    .where(and(eq(reviewVotes.userId, userId), eq(reviews.productId, productId)));
  return found.map(({ id }) => id);
}

type Queue = { which: "reported" | "hidden" | "all"; before?: string | undefined; limit: number };

/** A page of reviews for the house, the newest first. `reported`: of which nobody has looked at a report. */
export async function listForHouse(db: Db, { which, before, limit }: Queue) {
  const isOpen = and(eq(reviewReports.reviewId, reviews.id), isNull(reviewReports.lookedAt));
  const asked = {
    reported: sql`exists (select from ${reviewReports} where ${isOpen})`,
    hidden: sql`${reviews.hiddenAt} is not null`,
    all: undefined,
  };
  const found = await rows(db)
    .where(and(asked[which], before === undefined ? undefined : lt(reviews.id, before)))
    .orderBy(desc(reviews.id))
    .limit(limit + 1);
  const reports = await reportsOf(
    db,
    found.map(({ id }) => id),
  );
  return found.map((review) => ({
    ...review,
    reports: reports.filter(({ reviewId }) => reviewId === review.id),
  }));
}
export type HouseReviewRow = Awaited<ReturnType<typeof listForHouse>>[number];

async function reportsOf(db: Db, ids: string[]) {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(reviewReports)
    .where(inArray(reviewReports.reviewId, ids))
    .orderBy(desc(reviewReports.createdAt));
}
