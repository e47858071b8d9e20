import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { garments } from "./tables.ts";

const free = { state: "available", orderId: null, orderItemId: null, reservedUntil: null } as const;

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
