import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import type { CartOwner } from "./cart-owner.ts";
import { carts } from "./tables.ts";

/** The owner's cart, made if there is none, and locked: two clicks at once count both. */
export async function openCart(tx: Tx, owner: CartOwner): Promise<string> {
  const [cart] = await tx
    .insert(carts)
    .values(owner)
    .onConflictDoUpdate({
      target: "userId" in owner ? carts.userId : carts.guestKeyHash,
      set: { updatedAt: sql`now()` },
    })
    .returning({ id: carts.id });
  if (!cart) throw new Error("the cart's upsert gave no row");
  return cart.id;
}
