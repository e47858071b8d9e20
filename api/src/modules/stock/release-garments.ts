import { and, eq, ne, sql } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { garments } from "./tables.ts";

const nobodys = { orderId: null, orderItemId: null, buyerId: null, reservedUntil: null } as const;
const free = { ...nobodys, state: "available" } as const;

/** Puts what an order holds back in stock. Sold pieces stay sold. */
export async function releaseGarments(tx: Tx, orderId: string) {
  await tx
    .update(garments)
    .set(free)
    .where(and(eq(garments.orderId, orderId), eq(garments.state, "reserved")));
}

/** Puts what an item holds back in stock, but for one garment. */
export async function releaseItem(tx: Tx, { orderItemId, except }: { orderItemId: string; except: string }) {
  await tx
    .update(garments)
    .set(free)
    .where(
      and(eq(garments.orderItemId, orderItemId), eq(garments.state, "reserved"), ne(garments.id, except)),
    );
}

/**
 * Puts what an order bought back in stock. Only for pieces whose mint was taken out of the queue before anything was signed for
 * it, in the same transaction. One whose token turned out to be another's stays off sale.
 */
export async function takeBackSold(tx: Tx, orderId: string) {
  await tx
    .update(garments)
    .set({
      ...nobodys,
      state: sql`case when ${garments.takenFor} is null then 'available' else 'taken' end`,
    })
    .where(and(eq(garments.orderId, orderId), eq(garments.state, "sold")));
}
