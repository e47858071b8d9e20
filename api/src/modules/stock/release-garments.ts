import { and, eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { garments } from "./tables.ts";

/** Puts what an order holds back in stock. Sold pieces stay sold. */
export async function releaseGarments(tx: Tx, orderId: string) {
  await tx
    .update(garments)
    .set({ state: "available", orderId: null, orderItemId: null, reservedUntil: null })
    .where(and(eq(garments.orderId, orderId), eq(garments.state, "reserved")));
}
