import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "../../db/client.ts";
import { prepared } from "../../db/prepared.ts";
import { isPublicId, uuidOf } from "../../http/public-id.ts";
import { batchesOf, currentBatchOf, type JsonBatch, leftOfVariant, roomOfPerson } from "../stock/queries.ts";
import { products, productVariants } from "./tables.ts";

/** Products as the catalogue shows them, by their ids, in no order. */
export async function listProductsById(db: Db, ids: string[]) {
  if (ids.length === 0) return [];
  return cards(db).where(inArray(products.id, ids));
}
export type ProductCardRow = Awaited<ReturnType<typeof listProductsById>>[number];

/** SQL, to be joined: every product of which a piece is free, and how many. */
export function productsWithPieces(db: Db | Tx) {
  const batch = currentBatchOf(db, products.id);
  return db
    .select({
      id: sql<string>`${products.id}`.as("free_product_id"),
      slug: products.slug,
      name: sql<string>`${products.name}`.as("free_product_name"),
      left: sql<number>`${batch.left}`.as("free_left"),
    })
    .from(products)
    .innerJoinLateral(batch, sql`${batch.left} > 0`)
    .as("free");
}

/** SQL: the product of a slug or an id, unless it is archived. Both are placeholders. */
const isAsked = and(
  sql`(${products.slug} = ${sql.placeholder("slug")} or ${products.id} = ${sql.placeholder("id")}::uuid)`,
  isNull(products.archivedAt),
);
const slugOrId = (key: string) => ({ slug: key, id: isPublicId("prd", key) ? uuidOf(key) : null });

type VariantRow = { id: string; sku: string; size: string; color: string; colorHex: string; left: number };

/** SQL: every choice of a product and what is left of it, in the page's order, as JSON: once a product, not a row each. */
function variantsOf(db: Db) {
  const { id, sku, size, color, colorHex, position } = productVariants;
  const its = db
    .select({
      all: sql`json_agg(json_build_object('id', ${id}, 'sku', ${sku}, 'size', ${size}, 'color', ${color}, 'colorHex', ${colorHex}, 'left', ${leftOfVariant(db, id)}) order by ${position})`,
    })
    .from(productVariants)
    .where(eq(productVariants.productId, products.id));
  return sql<VariantRow[] | null>`${its}`;
}

const productStatement = prepared((db) =>
  db
    .select({
      ...cardColumns,
      description: products.description,
      details: products.details,
      hsn: products.hsn,
      batches: batchesOf(db, products.id),
      variants: variantsOf(db),
    })
    .from(products)
    .where(isAsked)
    .prepare("product"),
);

/** One product, by its slug or its public id, with every choice of it and what is left of each, in one query. */
export async function findProduct(db: Db, key: string) {
  const [row] = await productStatement(db).execute(slugOrId(key));
  return row && withBatch(row);
}
export type ProductRow = NonNullable<Awaited<ReturnType<typeof findProduct>>>;

const availabilityStatement = prepared((db) =>
  db
    .select({
      ...{ id: products.id, slug: products.slug },
      ...{ batches: batchesOf(db, products.id), variants: variantsOf(db) },
    })
    .from(products)
    .where(isAsked)
    .prepare("availability"),
);

/** What is left of a product, by its slug or its public id. */
export async function findAvailability(db: Db, key: string) {
  const [row] = await availabilityStatement(db).execute(slugOrId(key));
  return row && withBatch(row);
}
export type AvailabilityRow = NonNullable<Awaited<ReturnType<typeof findAvailability>>>;

/** A row as it is read, with the batch that sells now: the newest. JSON knows no dates. */
function withBatch<Row extends { batches: JsonBatch[] | null; variants: VariantRow[] | null }>(row: Row) {
  const batches = (row.batches ?? []).map(({ vaultedAt, ...batch }) => ({
    ...batch,
    vaultedAt: vaultedAt === null ? null : new Date(vaultedAt),
  }));
  // Without a size nobody can buy it: it is not in the shop.
  return row.variants ? { ...row, batches, batch: batches[0] ?? null, variants: row.variants } : undefined;
}

/** What a product is called, archived or not. */
export async function findProductKeys(db: Db, productId: string) {
  const [product] = await db
    .select({ id: products.id, slug: products.slug, archivedAt: products.archivedAt })
    .from(products)
    .where(eq(products.id, productId));
  return product;
}

/** How a product is rated: how many reviews gave one star, two, … five. */
export async function findRating(db: Db, slug: string) {
  const { id, ratings, ratingCount, ratingAverage } = products;
  const [rating] = await db
    .select({ productId: id, ratings, ratingCount, ratingAverage })
    .from(products)
    .where(and(eq(products.slug, slug), isNull(products.archivedAt)));
  return rating;
}

/** What the twins of a product's garments are named and told apart by. */
export async function findProductById(db: Db | Tx, productId: string) {
  const [product] = await db
    .select({
      name: products.name,
      tagline: products.tagline,
      description: products.description,
      collection: products.collection,
    })
    .from(products)
    .where(eq(products.id, productId));
  if (!product) return undefined;
  const variants = await db
    .select({ id: productVariants.id, size: productVariants.size, color: productVariants.color })
    .from(productVariants)
    .where(eq(productVariants.productId, productId));
  return { ...product, variants };
}

const isArchived = sql<boolean>`${products.archivedAt} is not null`;

/** One variant as a cart line shows it, and how many are left. */
export async function findVariantForSale(
  db: Db | Tx,
  { variantId, buyerId }: { variantId: string; buyerId: string | null },
) {
  const [variant] = await db
    .select({
      name: products.name,
      size: productVariants.size,
      color: productVariants.color,
      pricePaise: products.pricePaise,
      archived: isArchived,
      left: leftOfVariant(db, productVariants.id),
      room: roomOfPerson(db, productVariants.id, buyerId),
    })
    .from(productVariants)
    .innerJoin(products, eq(products.id, productVariants.productId))
    .where(eq(productVariants.id, variantId));
  return variant;
}

/** SQL, to be joined: what a cart line or an order item says about the thing it names. */
export function variantsForSale(db: Db | Tx) {
  return db
    .select({
      // Names of their own: what is joined to this has columns of these names too.
      variantId: sql<string>`${productVariants.id}`.as("sale_variant_id"),
      sku: productVariants.sku,
      size: productVariants.size,
      color: productVariants.color,
      colorHex: productVariants.colorHex,
      productId: sql<string>`${products.id}`.as("sale_product_id"),
      slug: products.slug,
      name: sql<string>`${products.name}`.as("sale_name"),
      images: products.images,
      pricePaise: sql<number>`${products.pricePaise}`.as("sale_price_paise"),
      archived: isArchived.as("sale_archived"),
      hsn: products.hsn,
      weightGrams: products.weightGrams,
    })
    .from(productVariants)
    .innerJoin(products, eq(products.id, productVariants.productId))
    .as("for_sale");
}

/** Every product as the catalogue shows it, with these columns beside it. */
export function cards<Beside extends Record<string, SQL.Aliased>>(db: Db, beside: Beside = {} as Beside) {
  const batch = currentBatchOf(db, products.id);
  return db
    .select({ ...cardColumns, ...beside, batch: batchColumns(batch), colors: colorsOf(db) })
    .from(products)
    .leftJoinLateral(batch, sql`true`);
}

const cardColumns = {
  id: products.id,
  slug: products.slug,
  name: products.name,
  tagline: products.tagline,
  category: products.category,
  collection: products.collection,
  badge: products.badge,
  pricePaise: products.pricePaise,
  position: products.position,
  images: products.images,
  ratingCount: products.ratingCount,
  ratingAverage: products.ratingAverage,
};

const batchColumns = (batch: ReturnType<typeof currentBatchOf>) => ({
  number: batch.number,
  cap: batch.cap,
  left: batch.left,
  vaultedAt: batch.vaultedAt,
});

function colorsOf(db: Db) {
  const distinct = db
    .selectDistinctOn([productVariants.color], {
      name: productVariants.color,
      hex: productVariants.colorHex,
      at: productVariants.position,
    })
    .from(productVariants)
    .where(eq(productVariants.productId, products.id))
    .orderBy(productVariants.color, productVariants.position)
    .as("c");
  return sql<
    { name: string; hex: string }[]
  >`(select json_agg(json_build_object('name', c.color, 'hex', c.color_hex) order by c.position) from ${distinct})`;
}

/** SQL, to be joined: what a product is shown by. */
export function productPictures(db: Db | Tx) {
  return db
    .select({ id: products.id, slug: products.slug, images: products.images })
    .from(products)
    .as("pictured");
}
