import { and, eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { garments } from "./tables.ts";

/** Turns what an order holds into what it bought. Returns the pieces, in the order of their tokens. */
export async function sellGarments(tx: Tx, orderId: string) {
  const sold = await tx
    .update(garments)
    .set({ state: "sold", reservedUntil: null })
    .where(and(eq(garments.orderId, orderId), eq(garments.state, "reserved")))
    .returning({
      id: garments.id,
      orderItemId: garments.orderItemId,
      batchId: garments.batchId,
      serial: garments.serial,
      tagHash: garments.tagHash,
    });
  return sold.sort((a, b) => a.batchId - b.batchId || a.serial - b.serial);
}
