import { type SQL, sql } from "drizzle-orm";
import { check, customType, index, integer, jsonb, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import { flux } from "../../db/flux-schema.ts";

export const categories = ["hoodies", "tops", "bottoms", "outerwear", "accessories"] as const;
export type Category = (typeof categories)[number];

/** The words of a product's page, below its description. */
export type ProductDetails = {
  material: string;
  care: string[];
  fit: string;
  /** Where the chip sits, so that its owner finds it with a phone. */
  chip: string;
};

export const views = ["front", "back", "detail", "flat"] as const;

/** One view of a product: where it lies at each width, the narrowest first. Nothing else says where. */
export type ProductImage = {
  view: (typeof views)[number];
  alt: string;
  /** Paths on the shop's origin, or whole addresses; widths in pixels. */
  sources: { src: string; width: number }[];
  /** A few blurred pixels as a data URL. */
  placeholder?: string;
};

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** The same words stemmed as English and as Hindi, and as they are for the beginning of a word. The names weigh most. */
const searchOf = (weights: Record<"A" | "B" | "C", SQL>) =>
  sql.join(
    Object.entries(weights).flatMap(([weight, words]) =>
      ["english", "hindi", "simple"].map((language) =>
        sql
          .raw(`setweight(to_tsvector('${language}', `)
          .append(words)
          .append(sql.raw(`), '${weight}')`)),
      ),
    ),
    sql` || `,
  );

const ratingCount = sql`(ratings[1] + ratings[2] + ratings[3] + ratings[4] + ratings[5])`;

export const products = flux.table(
  "products",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    slug: text().notNull().unique(),
    name: text().notNull(),
    category: text({ enum: categories }).notNull(),
    badge: text(),
    collection: text(),
    tagline: text().notNull(),
    description: text().notNull(),
    details: jsonb().$type<ProductDetails>().notNull(),
    images: jsonb().$type<ProductImage[]>().notNull(),
    /** What the buyer pays for one piece, GST inside. */
    pricePaise: integer().notNull(),
    /** What it is for the tax: four to eight digits, of which GST knows the rate (gst.ts). */
    hsn: text().notNull(),
    /** One piece with its bag: what delivery costs depends on it. */
    weightGrams: integer().notNull(),
    /** Place in the catalogue's own order, from 1. */
    position: integer().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Not in the catalogue any more and not to be bought; its orders and garments keep it. */
    archivedAt: timestamp({ withTimezone: true }),
    /** How many reviews gave it one star, two, … five. Triggers on what it is counted from keep it true. */
    ratings: integer().array().notNull().default(sql`'{0,0,0,0,0}'`),
    ratingCount: integer().notNull().generatedAlwaysAs(ratingCount),
    /** Stars times 100; null without a review. */
    ratingAverage: integer().generatedAlwaysAs(
      sql`round(100.0 * (ratings[1] + 2 * ratings[2] + 3 * ratings[3] + 4 * ratings[4] + 5 * ratings[5]) / nullif(${ratingCount}, 0))::integer`,
    ),
    /** The colours of its variants: people look for a black hoodie. */
    colors: text().notNull().default(""),
    /** What a misspelt search is compared with. */
    found: text()
      .notNull()
      .generatedAlwaysAs(
        sql`name || ' ' || category || ' ' || colors || ' ' || coalesce(collection, '') || ' ' || coalesce(badge, '')`,
      ),
    search: tsvector()
      .notNull()
      .generatedAlwaysAs(
        searchOf({
          A: sql`name`,
          B: sql`category || ' ' || colors || ' ' || coalesce(collection, '') || ' ' || coalesce(badge, '')`,
          C: sql`tagline || ' ' || description`,
        }),
      ),
  },
  (t) => [
    check("products_price_positive", sql`${t.pricePaise} >= 100`),
    check("products_hsn", sql`${t.hsn} ~ '^[0-9]{4,8}$'`),
    check("products_weight", sql`${t.weightGrams} > 0`),
    index("products_position").on(t.position, t.id),
    index("products_category").on(t.category),
    index("products_search").using("gin", t.search),
  ],
);

export const productVariants = flux.table(
  "product_variants",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    productId: uuid()
      .notNull()
      .references(() => products.id),
    sku: text().notNull().unique(),
    size: text().notNull(),
    color: text().notNull(),
    colorHex: text().notNull(),
    position: integer().notNull(),
  },
  (t) => [unique("product_variants_choice").on(t.productId, t.size, t.color)],
);
