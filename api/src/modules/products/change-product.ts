import { isDeepStrictEqual } from "node:util";
import { eq, inArray, sql } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { publicId } from "../../http/public-id.ts";
import { variantsWithGarments } from "../stock/queries.ts";
import { assertProduct } from "./assert-product.ts";
import { addVariants, colorsOf, inPlaces, type NewProduct, type NewVariant } from "./create-product.ts";
import { productErrors } from "./errors.ts";
import { inOrder } from "./replace-images.ts";
import { products, productVariants } from "./tables.ts";

type ChangeProduct = NewProduct & {
  actor: string;
  productId: string;
  /** Whether it is out of the catalogue. */
  archived: boolean;
};

/**
 * Makes a product what is given, whole: orders keep the name, price and tax that they were sold at. Throws what `createProduct`
 * does, and `product_not_found`, `slug_stays`, `variant_in_use`.
 */
export async function changeProduct({ db, log }: Pick<Deps, "db" | "log">, change: ChangeProduct) {
  const { actor, productId, archived, variants, images, slug, ...words } = change;
  assertProduct({ variants, ...words });
  const wanted = { ...words, images: images.map(inOrder), colors: colorsOf(variants) };
  await db.transaction(async (tx) => {
    const [before] = await tx.select().from(products).where(eq(products.id, productId)).for("update");
    if (!before) throw productErrors.product_not_found();
    if (before.slug !== slug) throw productErrors.slug_stays({ slug: before.slug });
    await replaceVariants(tx, productId, variants);
    const archivedAt = archived ? (before.archivedAt ?? sql`now()`) : null;
    await tx
      .update(products)
      .set({ ...wanted, archivedAt })
      .where(eq(products.id, productId));
    const changed = Object.entries(wanted).filter(
      ([name, value]) => !isDeepStrictEqual(value, before[name as keyof typeof wanted]),
    );
    const details = {
      ...{ slug, archived, changed: changed.map(([name]) => name).join(" ") },
      ...{ pricePaise: words.pricePaise, pricePaiseBefore: before.pricePaise },
    };
    const subject = publicId("prd", productId);
    await writeAudit(tx, { log }, { actor, act: "product_changed", subject, details });
  });
}

const isSame = (a: NewVariant, b: NewVariant) => a.sku === b.sku && a.size === b.size && a.color === b.color;

/** A SKU's size and colour are sewn in: who has garments of it keeps them. */
async function replaceVariants(tx: Tx, productId: string, variants: NewVariant[]) {
  const before = await tx.select().from(productVariants).where(eq(productVariants.productId, productId));
  const wanted = inPlaces(variants);
  const gone = before.filter((old) => !wanted.some((variant) => isSame(variant, old)));
  const [used] = await variantsWithGarments(
    tx,
    gone.map(({ id }) => id),
  );
  const kept = gone.find(({ id }) => id === used);
  if (kept) throw productErrors.variant_in_use({ sku: kept.sku });
  if (gone.length > 0)
    await tx.delete(productVariants).where(
      inArray(
        productVariants.id,
        gone.map(({ id }) => id),
      ),
    );
  for (const { sku, colorHex, position } of wanted.filter((variant) =>
    before.some((old) => isSame(variant, old)),
  ))
    await tx.update(productVariants).set({ colorHex, position }).where(eq(productVariants.sku, sku));
  const added = wanted.filter((variant) => !before.some((old) => isSame(variant, old)));
  if (added.length > 0) await addVariants(tx, productId, added);
}
