import { max } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Tx } from "../../db/client.ts";
import { lockName } from "../../db/lock.ts";
import type { Deps } from "../../deps.ts";
import { publicId } from "../../http/public-id.ts";
import { assertProduct } from "./assert-product.ts";
import { productErrors } from "./errors.ts";
import { inOrder } from "./replace-images.ts";
import {
  type Category,
  type ProductDetails,
  type ProductImage,
  products,
  productVariants,
} from "./tables.ts";

/** What stands at /api/products/… beside the products. */
const reservedSlugs = ["search", "facets", "category"];

export type NewProduct = {
  slug: string;
  name: string;
  category: Category;
  badge: string | null;
  collection: string | null;
  tagline: string;
  description: string;
  details: ProductDetails;
  /** What the buyer pays for one piece, GST inside. */
  pricePaise: number;
  hsn: string;
  weightGrams: number;
  /** In the order in which the page offers them. */
  variants: NewVariant[];
  images: ProductImage[];
};
export type NewVariant = { sku: string; size: string; color: string; colorHex: string };

type CreateProduct = NewProduct & {
  /** Who adds it: a person's uuid, or "system". */
  actor: string;
};

/**
 * Puts a product at the end of the catalogue, with its variants and pictures. It is sold out until a batch of it has
 * garments. Throws `slug_reserved`, `slug_taken`, `sku_taken`, `variants_missing`, `variant_repeated`, `picture_without_source`,
 * `price_out_of_range`, `hsn_without_rate`, `price_between_tax_rates`, `weight_out_of_range`.
 */
export async function createProduct(
  { db, log }: Pick<Deps, "db" | "log">,
  { actor, variants, images, ...words }: CreateProduct,
): Promise<{ productId: string }> {
  if (reservedSlugs.includes(words.slug)) throw productErrors.slug_reserved({ slug: words.slug });
  assertProduct({ variants, ...words });
  const ordered = images.map(inOrder);
  return db.transaction(async (tx) => {
    // One at a time: two products made at once would take the same place.
    await lockName(tx, "products.position");
    const [last] = await tx.select({ position: max(products.position) }).from(products);
    const [product] = await tx
      .insert(products)
      .values({ ...words, images: ordered, colors: colorsOf(variants), position: (last?.position ?? 0) + 1 })
      .onConflictDoNothing({ target: products.slug })
      .returning({ id: products.id });
    if (!product) throw productErrors.slug_taken({ slug: words.slug });
    await addVariants(tx, product.id, inPlaces(variants));
    const details = { slug: words.slug, pricePaise: words.pricePaise, variants: variants.length };
    await writeAudit(
      tx,
      { log },
      { actor, act: "product_created", subject: publicId("prd", product.id), details },
    );
    return { productId: product.id };
  });
}

/** What a product is found by beside its own words. */
export function colorsOf(variants: Pick<NewVariant, "color">[]): string {
  return [...new Set(variants.map(({ color }) => color))].join(" ");
}

/** Variants with their places, in the order in which the page offers them. */
export function inPlaces(variants: NewVariant[]) {
  return variants.map((variant, position) => ({ ...variant, position }));
}

/** Throws `sku_taken`. */
export async function addVariants(tx: Tx, productId: string, variants: ReturnType<typeof inPlaces>) {
  const rows = variants.map((variant) => ({ ...variant, productId }));
  const added = await tx
    .insert(productVariants)
    .values(rows)
    .onConflictDoNothing({ target: productVariants.sku })
    .returning({ sku: productVariants.sku });
  const taken = rows.find(({ sku }) => !added.some((row) => row.sku === sku));
  if (taken) throw productErrors.sku_taken({ sku: taken.sku });
}
