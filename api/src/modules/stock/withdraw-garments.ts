import { and, asc, eq, inArray } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { garments } from "./tables.ts";

const withdrawn = { state: "withdrawn", orderId: null, orderItemId: null, buyerId: null } as const;

/** Takes a sold garment that the chain will never mint from its order, and out of sale for ever. */
export async function withdrawSold(tx: Tx, garmentId: string) {
  const [garment] = await tx
    .update(garments)
    .set(withdrawn)
    .where(and(eq(garments.id, garmentId), eq(garments.state, "sold")))
    .returning({ variantId: garments.variantId, batchId: garments.batchId });
  if (!garment) throw new Error(`garment ${garmentId} is not sold`);
  return garment;
}

/**
 * Takes what is free of a batch that the chain has closed out of sale, so that nobody pays for it. A piece that somebody is
 * buying at this moment is passed by.
 */
export async function withdrawFree(tx: Tx, batchId: number) {
  const free = await tx
    .select({ id: garments.id })
    .from(garments)
    .where(and(eq(garments.batchId, batchId), eq(garments.state, "available")))
    .orderBy(asc(garments.serial))
    .for("update", { skipLocked: true });
  if (free.length === 0) return;
  await tx
    .update(garments)
    .set(withdrawn)
    .where(
      inArray(
        garments.id,
        free.map(({ id }) => id),
      ),
    );
}
