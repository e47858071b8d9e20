import { and, asc, eq, lte } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { garments } from "./tables.ts";

type SellAnother = {
  orderId: string;
  buyerId: string;
  orderItemId: string;
  variantId: string;
  batchId: number;
  /** The batch's on chain: what stands above it can't be minted. */
  cap: number;
};

/** Sells a line of a paid order the free garment with the lowest serial of a variant and batch. Null when none is free. */
export async function sellAnother(
  tx: Tx,
  { orderId, buyerId, orderItemId, variantId, batchId, cap }: SellAnother,
) {
  const free = and(
    eq(garments.variantId, variantId),
    eq(garments.batchId, batchId),
    eq(garments.state, "available"),
    lte(garments.serial, cap),
  );
  const [picked] = await tx
    .select({ id: garments.id })
    .from(garments)
    .where(free)
    .orderBy(asc(garments.serial))
    .limit(1)
    // What another buyer is taking at this moment is theirs.
    .for("update", { skipLocked: true });
  if (!picked) return null;
  const [sold] = await tx
    .update(garments)
    .set({ state: "sold", orderId, buyerId, orderItemId })
    .where(eq(garments.id, picked.id))
    .returning({
      id: garments.id,
      batchId: garments.batchId,
      serial: garments.serial,
      tagHash: garments.tagHash,
    });
  return sold ?? null;
}
