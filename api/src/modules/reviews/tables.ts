import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import { flux } from "../../db/flux-schema.ts";
import { orderItems } from "../orders/tables.ts";
import { products } from "../products/tables.ts";
import { uploads } from "../uploads/tables.ts";
import { users } from "../users/tables.ts";
import { hiders, reportReasons } from "./limits.ts";

const when = () => timestamp({ withTimezone: true });

/**
 * What buyers say of pieces that they bought. A product's rating (`products.ratings`) is counted anew by a trigger
 * whenever one of these rows comes, goes or changes: see docs/decisions/reviews.md.
 */
export const reviews = flux.table(
  "reviews",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    orderItemId: uuid()
      .notNull()
      .references(() => orderItems.id),
    productId: uuid()
      .notNull()
      .references(() => products.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    stars: integer().notNull(),
    title: text(),
    text: text().notNull(),
    /** Bought and kept. A trigger takes it away when the piece's money goes back or its order is cancelled. */
    verified: boolean().notNull().default(true),
    createdAt: when().notNull().defaultNow(),
    editedAt: when(),
    /** Since when nobody sees it, and who said so. */
    hiddenAt: when(),
    hiddenBy: text({ enum: hiders }),
    reply: text(),
    repliedAt: when(),
  },
  (t) => [
    unique("reviews_piece_once").on(t.orderItemId),
    index("reviews_product").on(t.productId, t.id),
    index("reviews_user").on(t.userId, t.id),
    check("reviews_stars", sql`${t.stars} between 1 and 5`),
    check("reviews_hidden", sql`(${t.hiddenAt} is null) = (${t.hiddenBy} is null)`),
    check("reviews_reply", sql`(${t.reply} is null) = (${t.repliedAt} is null)`),
  ],
);

export const reviewPictures = flux.table(
  "review_pictures",
  {
    reviewId: uuid()
      .notNull()
      .references(() => reviews.id),
    name: text()
      .notNull()
      .references(() => uploads.name),
    addedAt: when().notNull().defaultNow(),
  },
  // The sweep of uploads asks who points at a file.
  (t) => [primaryKey({ columns: [t.reviewId, t.name] }), index("review_pictures_name").on(t.name)],
);

/** Who found a review helpful. */
export const reviewVotes = flux.table(
  "review_votes",
  {
    reviewId: uuid()
      .notNull()
      .references(() => reviews.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => users.id),
  },
  (t) => [primaryKey({ columns: [t.reviewId, t.userId] }), index("review_votes_user").on(t.userId)],
);

/** Who thinks that a review should not be seen, once a person. */
export const reviewReports = flux.table(
  "review_reports",
  {
    reviewId: uuid()
      .notNull()
      .references(() => reviews.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    reason: text({ enum: reportReasons }).notNull(),
    words: text(),
    createdAt: when().notNull().defaultNow(),
    /** When somebody of the house had looked: from then on it hides nothing any more. */
    lookedAt: when(),
  },
  (t) => [
    primaryKey({ columns: [t.reviewId, t.userId] }),
    index("review_reports_open").on(t.reviewId).where(sql`${t.lookedAt} is null`),
    index("review_reports_user").on(t.userId),
  ],
);
