import { max } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { lockName } from "../../db/lock.ts";
import type { Deps } from "../../deps.ts";
import { productErrors } from "./errors.ts";
import { hasOneRate } from "./gst.ts";
import { inOrder } from "./replace-images.ts";
import {
  type Category,
  type ProductDetails,
  type ProductImage,
  products,
  productVariants,
} from "./tables.ts";

/** An order of ten of the dearest still fits the database's integers. */
const priceLimits = { minPaise: 100, maxPaise: 20_000_000 };

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
  /** In the order in which the page offers them. */
  variants: NewVariant[];
  images: ProductImage[];
};
type NewVariant = { sku: string; size: string; color: string; colorHex: string };

/**
 * Puts a product at the end of the catalogue, with its variants and pictures. It is sold out until a batch of it has
 * garments. Throws `slug_reserved`, `slug_taken`, `sku_taken`, `variants_missing`, `variant_repeated`, `picture_without_source`,
 * `price_out_of_range`, `price_between_tax_rates`.
 */
export async function createProduct(
  { db }: Pick<Deps, "db">,
  { variants, images, ...words }: NewProduct,
): Promise<{ productId: string }> {
  if (reservedSlugs.includes(words.slug)) throw productErrors.slug_reserved({ slug: words.slug });
  assertPrice(words.pricePaise);
  assertVariants(variants);
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
    await addVariants(tx, product.id, variants);
    return { productId: product.id };
  });
}

/** What a product is found by beside its own words. */
export function colorsOf(variants: Pick<NewVariant, "color">[]): string {
  return [...new Set(variants.map(({ color }) => color))].join(" ");
}

function assertPrice(pricePaise: number) {
  const { minPaise, maxPaise } = priceLimits;
  if (!Number.isInteger(pricePaise) || pricePaise < minPaise || pricePaise > maxPaise)
    throw productErrors.price_out_of_range();
  if (!hasOneRate(pricePaise)) throw productErrors.price_between_tax_rates();
}

function assertVariants(variants: NewVariant[]) {
  if (variants.length === 0) throw productErrors.variants_missing();
  const seen = new Set<string>();
  for (const { sku, size, color } of variants) {
    const names = [JSON.stringify(sku), JSON.stringify([size, color])];
    if (names.some((name) => seen.has(name))) throw productErrors.variant_repeated({ sku });
    for (const name of names) seen.add(name);
  }
}

async function addVariants(tx: Tx, productId: string, variants: NewVariant[]) {
  const rows = variants.map((variant, position) => ({ ...variant, productId, position }));
  const added = await tx
    .insert(productVariants)
    .values(rows)
    .onConflictDoNothing({ target: productVariants.sku })
    .returning({ sku: productVariants.sku });
  const taken = rows.find(({ sku }) => !added.some((row) => row.sku === sku));
  if (taken) throw productErrors.sku_taken({ sku: taken.sku });
}
