import { sql } from "drizzle-orm";
import { type ProductImage, products, productVariants } from "../../api/src/modules/products/tables.ts";
import { batches } from "../../api/src/modules/stock/tables.ts";
import pictures from "../../web/src/pictures.gen.json" with { type: "json" };
import type { Seed } from "./open-seed.ts";
import { runs, variantsOf } from "./pieces.ts";

const widths = [480, 800, 1200];

/** The catalogue's rows. Products that are there keep their words and prices, and get pictures drawn since. */
export async function addProducts({ db, say }: Seed) {
  await db.transaction(async (tx) => {
    const rows = await tx
      .insert(products)
      .values(
        runs.map(({ batchId, product: { sizes: _, colors: __, cap: ___, ...words } }) => ({
          ...words,
          position: batchId,
          images: imagesOf(words.slug),
        })),
      )
      .onConflictDoUpdate({ target: products.slug, set: { images: sql`excluded.images` } })
      .returning({ id: products.id, slug: products.slug });
    const idOf = new Map(rows.map((row) => [row.slug, row.id]));
    const owned = runs.map((run) => ({ ...run, productId: idOf.get(run.product.slug) ?? "" }));
    await tx
      .insert(productVariants)
      .values(
        owned.flatMap(({ productId, product }) =>
          variantsOf(product).map(({ share: _, ...variant }, position) => ({
            ...variant,
            productId,
            position,
          })),
        ),
      )
      .onConflictDoNothing();
    await tx
      .insert(batches)
      .values(owned.map(({ batchId, productId, product }) => ({ id: batchId, productId, cap: product.cap })))
      .onConflictDoNothing();
  });
  say(`${runs.length} products`);
}

type Drawn = Record<string, Record<string, { alt: string; placeholder: string }>>;

/** The views that are drawn, with the words of the one who drew them. */
function imagesOf(slug: string): ProductImage[] {
  const views = Object.entries((pictures as Drawn)[slug] ?? {});
  return views.map(([view, { alt, placeholder }]) => ({
    view: view as ProductImage["view"],
    ...{ alt, placeholder },
    sources: widths.map((width) => ({ src: `/products/${slug}-${view}-${width}.webp`, width })),
  }));
}
