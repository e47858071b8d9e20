import { and, asc, eq, sql, TransactionRollbackError } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { requireReconciled } from "../../restored/doubt.ts";
import { stockErrors } from "./errors.ts";
import { garments } from "./tables.ts";

export type Wanted = {
  orderItemId: string;
  variantId: string;
  /** How people name the line, for the sentence that says it is sold out. */
  what: string;
};

type ReserveGarments = { orderId: string; buyerId: string; until: Date; items: Wanted[] };

/**
 * Holds one garment for every item, the lowest serials first. All or none: throws `sold_out` or `not_enough_left`,
 * naming the line; the caller's transaction must then be rolled back. Throws `reconciling` after a restore: what looks
 * free may have been sold to somebody whom the books forgot.
 */
export async function reserveGarments(tx: Tx, { orderId, buyerId, until, items }: ReserveGarments) {
  await requireReconciled(tx);
  // Everybody takes variants in the same order, so no two orders wait for each other in a circle.
  const byVariant = [...Map.groupBy(items, (item) => item.variantId)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [variantId, group] of byVariant) {
    const picked = await lockFree(tx, variantId, group.length);
    if (picked.length < group.length) throw shortage(picked.length, group);
    await tx.execute(sql`
      update ${garments}
      set state = 'reserved', order_id = ${orderId}, buyer_id = ${buyerId}, reserved_until = ${until.toISOString()}, order_item_id = pair.item
      from unnest(${sql.param(picked)}::uuid[], ${sql.param(group.map((item) => item.orderItemId))}::uuid[]) as pair(garment, item)
      where ${garments.id} = pair.garment`);
  }
}

/**
 * Locks the free garments of a variant with the lowest serials. Those another buyer is taking at this moment are
 * passed by; only if that leaves too few do we wait for them, because their order may still fail: sold out means that
 * somebody has them. The first picks are let go before the wait, which then goes upwards from the lowest serial, as
 * every other wait does.
 */
async function lockFree(tx: Tx, variantId: string, count: number): Promise<string[]> {
  const free = (from: Tx) =>
    from
      .select({ id: garments.id })
      .from(garments)
      .where(and(eq(garments.variantId, variantId), eq(garments.state, "available")))
      .orderBy(asc(garments.batchId), asc(garments.serial))
      .limit(count);
  try {
    return await tx.transaction(async (savepoint) => {
      const picked = await free(savepoint).for("update", { skipLocked: true });
      if (picked.length < count) savepoint.rollback();
      return picked.map((garment) => garment.id);
    });
  } catch (error) {
    if (!(error instanceof TransactionRollbackError)) throw error;
    const picked = await free(tx).for("update");
    return picked.map((garment) => garment.id);
  }
}

function shortage(left: number, [first]: Wanted[]) {
  const what = first?.what ?? "";
  return left === 0 ? stockErrors.sold_out({ what }) : stockErrors.not_enough_left({ left, what });
}
