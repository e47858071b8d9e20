import { eq, inArray } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { type CartLine, cartLinesOf } from "./queries.ts";
import { cartItems, carts } from "./tables.ts";

/** An account's lines, which stay as they are until the caller's transaction ends. */
export async function lockCart(tx: Tx, userId: string): Promise<CartLine[]> {
  await tx.select({ id: carts.id }).from(carts).where(eq(carts.userId, userId)).for("update");
  return cartLinesOf(tx, { userId });
}

/** Takes lines out of a locked cart, because an order holds them now. */
export async function takeLines(tx: Tx, lines: CartLine[]) {
  const ids = lines.map((line) => line.id);
  await tx.delete(cartItems).where(inArray(cartItems.id, ids));
}
