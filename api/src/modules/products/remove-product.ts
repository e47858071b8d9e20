import { eq, sql } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Deps } from "../../deps.ts";
import { publicId } from "../../http/public-id.ts";
import { hasBatch } from "../stock/queries.ts";
import { productErrors } from "./errors.ts";
import { products, productVariants } from "./tables.ts";

type RemoveProduct = { actor: string; productId: string };

/**
 * Takes a product out of the catalogue. One of which a batch was ever opened is archived: its garments, orders and twins keep
 * it. One that never was more than words is deleted. Throws `product_not_found`.
 */
export async function removeProduct(
  { db, log }: Pick<Deps, "db" | "log">,
  { actor, productId }: RemoveProduct,
): Promise<"archived" | "deleted"> {
  return db.transaction(async (tx) => {
    const [product] = await tx.select().from(products).where(eq(products.id, productId)).for("update");
    if (!product) throw productErrors.product_not_found();
    const kept = await hasBatch(tx, productId);
    if (product.archivedAt && kept) return "archived";
    if (kept) await tx.update(products).set({ archivedAt: sql`now()` }).where(eq(products.id, productId));
    else {
      await tx.delete(productVariants).where(eq(productVariants.productId, productId));
      await tx.delete(products).where(eq(products.id, productId));
    }
    const act = kept ? "product_archived" : "product_deleted";
    const details = { slug: product.slug };
    await writeAudit(tx, { log }, { actor, act, subject: publicId("prd", productId), details });
    return kept ? "archived" : "deleted";
  });
}
