import { eq } from "drizzle-orm";
import type { Deps } from "../../deps.ts";
import { productErrors } from "./errors.ts";
import { type ProductImage, products } from "./tables.ts";

/** Shows a product by these pictures from now on. Throws `product_not_found`, `picture_without_source`. */
export async function replaceImages(
  { db }: Pick<Deps, "db">,
  { productId, images }: { productId: string; images: ProductImage[] },
) {
  const replaced = await db
    .update(products)
    .set({ images: images.map(inOrder) })
    .where(eq(products.id, productId))
    .returning({ id: products.id });
  if (replaced.length === 0) throw productErrors.product_not_found();
}

/** A picture as its row keeps it: the narrowest source first. Throws `picture_without_source`. */
export function inOrder(image: ProductImage): ProductImage {
  if (image.sources.length === 0) throw productErrors.picture_without_source({ alt: image.alt });
  return { ...image, sources: image.sources.toSorted((a, b) => a.width - b.width) };
}
