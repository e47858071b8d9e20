import { and, eq, inArray } from "drizzle-orm";
import type { Deps } from "../../deps.ts";
import type { CartOwner } from "./cart-owner.ts";
import { cartErrors } from "./errors.ts";
import { ownedBy } from "./queries.ts";
import { cartItems, carts } from "./tables.ts";

/** Takes a line out of its owner's cart. Somebody else's line is a missing one. */
export async function removeFromCart(
  { db }: Pick<Deps, "db">,
  { owner, itemId }: { owner: CartOwner; itemId: string },
) {
  const mine = db.select({ id: carts.id }).from(carts).where(ownedBy(owner));
  const removed = await db
    .delete(cartItems)
    .where(and(eq(cartItems.id, itemId), inArray(cartItems.cartId, mine)))
    .returning({ id: cartItems.id });
  if (removed.length === 0) throw cartErrors.cart_item_not_found();
}
