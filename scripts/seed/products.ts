import { eq } from "drizzle-orm";
import type { Db } from "../../api/src/db/client.ts";
import { products, productVariants } from "../../api/src/modules/products/tables.ts";
import type { CatalogueProduct } from "../catalogue.ts";

/** Writes a product's words, price and variants; returns its id. An earlier run's words are brought up to date. */
export async function writeProduct(db: Db, product: CatalogueProduct, { position }: { position: number }) {
  const { slug, name, category, badge, collection, tagline, description, details, pricePaise, alt } = product;
  const words = { name, category, badge, collection, tagline, description, details, pricePaise, position };
  const images = [{ view: "front" as const, alt, widths: [480, 800, 1200] }];
  const [row] = await db
    .insert(products)
    .values({ slug, images, ...words })
    .onConflictDoUpdate({ target: products.slug, set: { images, ...words } })
    .returning({ id: products.id });
  if (!row) throw new Error(`the upsert of ${slug} gave no row`);
  await db
    .insert(productVariants)
    .values(variantsOf(product).map((variant) => ({ productId: row.id, ...variant })))
    .onConflictDoNothing({ target: productVariants.sku });
  return row.id;
}

export function variantIdsBySku(db: Db, productId: string) {
  return db
    .select({ id: productVariants.id, sku: productVariants.sku })
    .from(productVariants)
    .where(eq(productVariants.productId, productId));
}

function variantsOf({ slug, sizes, colors }: CatalogueProduct) {
  return Object.keys(sizes)
    .flatMap((size) =>
      colors.map((color) => ({
        size,
        color: color.name,
        colorHex: color.hex,
        sku: skuOf(slug, color.sku, size),
      })),
    )
    .map((variant, index) => ({ ...variant, position: index + 1 }));
}

/** For example GLITCH-HOODIE-GRA-M. */
export function skuOf(slug: string, color: string, size: string) {
  return `${slug}-${color}-${size}`.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "-");
}
