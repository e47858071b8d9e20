import { z } from "@hono/zod-openapi";
import { inr, moneySchema } from "../../http/money.ts";
import { orNull } from "../../http/or-null.ts";
import { pageQuery } from "../../http/page.ts";
import { publicId } from "../../http/public-id.ts";
import { int4 } from "../../input/numbers.ts";
import { line } from "../../input/text.ts";
import { gstInside } from "./gst.ts";
import { type ProductSort, productSorts } from "./list-products.ts";
import type { AvailabilityRow, ProductCardRow, ProductRow } from "./queries.ts";
import { categories, type ProductImage, views } from "./tables.ts";

const flag = z.enum(["true", "false"]).transform((value) => value === "true");
const paise = z.coerce.number().pipe(int4.min(0));

const filterShape = {
  category: z.enum(categories).optional(),
  collection: line(60).optional().openapi({ example: "NEON NOIR" }),
  badge: line(60).optional().openapi({ example: "Bestseller" }),
  size: line(20).optional().openapi({ example: "M" }),
  color: line(60).optional().openapi({ example: "Black" }),
  minPrice: paise
    .optional()
    .openapi({ type: "integer", description: "Paise, GST inside.", example: 100_000 }),
  maxPrice: paise
    .optional()
    .openapi({ type: "integer", description: "Paise, GST inside.", example: 500_000 }),
  inStock: flag
    .optional()
    .openapi({ description: "Only what a piece is left of, in the size and colour asked for." }),
  vaulted: flag
    .optional()
    .openapi({ description: "Only what is closed for ever (`true`), or only what is not (`false`)." }),
  batch: z.coerce.number().pipe(int4.min(1)).optional().openapi({ type: "integer", example: 7 }),
  q: line(80).optional().openapi({
    description:
      "Words, or their beginnings, in a name, a colour, a badge or a description; misspelt ones are forgiven.",
  }),
};
const sort = z
  .enum(productSorts)
  .optional()
  .openapi({ description: "`relevance` for a search, else `featured`, unless told." });
type SortAndWords = { q?: string | undefined; sort?: ProductSort | undefined };
const withSort = <Query extends SortAndWords>(query: Query) => ({
  ...query,
  sort: query.sort ?? (query.q === undefined ? ("featured" as const) : ("relevance" as const)),
});

export const productsQuery = pageQuery.extend({ ...filterShape, sort }).transform(withSort);
export const searchQuery = pageQuery
  .extend({ ...filterShape, q: filterShape.q.unwrap(), sort })
  .transform(withSort);
const { category: _, ...besideCategory } = filterShape;
export const categoryQuery = pageQuery.extend({ ...besideCategory, sort }).transform(withSort);
export const facetsQuery = z.object(filterShape);

const choiceSchema = z.object({
  value: z.string(),
  hex: z.string().nullable().openapi({ description: "Of a colour." }),
  products: z.int().openapi({ description: "How many it leads to." }),
});
export const facetsSchema = z
  .object({
    category: z.array(choiceSchema),
    size: z.array(choiceSchema),
    color: z.array(choiceSchema),
    badge: z.array(choiceSchema),
    collection: z.array(choiceSchema),
  })
  .openapi("ProductFacets");

export const imageSchema = z
  .object({
    view: z.enum(views),
    alt: z.string(),
    src: z.string().openapi({ description: "The widest: a path on the shop's origin or a whole address." }),
    sources: z.array(z.object({ src: z.string(), width: z.int() })).openapi({
      description: "The same picture at each width that there is, in pixels, the narrowest first.",
    }),
    placeholder: z.string().optional().openapi({
      description: "A few blurred pixels as a data URL, to stand while the picture loads.",
    }),
  })
  .openapi("ProductImage");

const batchSchema = z.object({
  number: z.int(),
  cap: z.int().openapi({ description: "As many as will ever exist." }),
  left: z.int(),
  vaultedAt: z.iso.datetime().nullable().openapi({ description: "Since when it is closed for ever." }),
});

export const ratingSchema = z
  .object({
    average: z.number().openapi({ description: "Stars from 1 to 5, in hundredths.", example: 4.33 }),
    count: z.int(),
  })
  .openapi("Rating");

const cardShape = {
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  tagline: z.string(),
  category: z.enum(categories),
  collection: z.string().nullable(),
  badge: z.string().nullable(),
  price: moneySchema.openapi({ description: "What you pay for one, GST included." }),
  batch: orNull(batchSchema),
  soldOut: z.boolean(),
  rating: orNull(ratingSchema).openapi({ description: "Null while nobody has reviewed it." }),
  images: z.array(imageSchema),
};

export const productCardSchema = z
  .object({ ...cardShape, colors: z.array(z.object({ name: z.string(), hex: z.string() })) })
  .openapi("ProductCard");

const variantSchema = z.object({
  id: z.string(),
  sku: z.string(),
  size: z.string(),
  color: z.string(),
  colorHex: z.string(),
  left: z.int(),
});

export const productSchema = z
  .object({
    ...cardShape,
    description: z.string(),
    details: z.object({ material: z.string(), care: z.array(z.string()), fit: z.string(), chip: z.string() }),
    gst: z
      .object({ included: z.literal(true), ratePercent: z.number(), amount: moneySchema })
      .openapi({ description: "The tax inside the price." }),
    variants: z.array(variantSchema),
    batches: z.array(batchSchema).openapi({ description: "All there ever were, the newest first." }),
  })
  .openapi("Product");

export const availabilitySchema = z
  .object({
    id: z.string(),
    slug: z.string(),
    batch: orNull(batchSchema),
    soldOut: z.boolean(),
    variants: z.array(variantSchema),
  })
  .openapi("Availability");

export function toProductCard(row: ProductCardRow): z.infer<typeof productCardSchema> {
  return { ...toCard(row), colors: row.colors };
}

export function toProductDto(row: ProductRow): z.infer<typeof productSchema> {
  const { rateBps, taxPaise } = gstInside(row);
  return {
    ...toCard(row),
    description: row.description,
    details: row.details,
    gst: { included: true, ratePercent: rateBps / 100, amount: inr(taxPaise) },
    variants: row.variants.map(toVariant),
    batches: row.batches.map(toBatch),
  };
}

export function toAvailabilityDto({
  id,
  slug,
  batch,
  variants,
}: AvailabilityRow): z.infer<typeof availabilitySchema> {
  return {
    ...{ id: publicId("prd", id), slug, batch: batch && toBatch(batch), soldOut: (batch?.left ?? 0) === 0 },
    variants: variants.map(toVariant),
  };
}

function toVariant(variant: ProductRow["variants"][number]) {
  return { ...variant, id: publicId("var", variant.id) };
}

function toBatch(batch: NonNullable<ProductCardRow["batch"]>) {
  return { ...batch, vaultedAt: batch.vaultedAt?.toISOString() ?? null };
}

function toCard(row: ProductCardRow | ProductRow) {
  return {
    id: publicId("prd", row.id),
    slug: row.slug,
    name: row.name,
    tagline: row.tagline,
    category: row.category,
    collection: row.collection,
    badge: row.badge,
    price: inr(row.pricePaise),
    batch: row.batch && toBatch(row.batch),
    soldOut: (row.batch?.left ?? 0) === 0,
    rating: toRating(row),
    images: row.images.map(toImageDto),
  };
}

type Rated = { ratingCount: number; ratingAverage: number | null };

export function toRating({ ratingCount, ratingAverage }: Rated): z.infer<typeof ratingSchema> | null {
  return ratingAverage === null ? null : { average: ratingAverage / 100, count: ratingCount };
}

export function toImageDto(image: ProductImage): z.infer<typeof imageSchema> {
  return { ...image, src: image.sources.at(-1)?.src ?? "" };
}
