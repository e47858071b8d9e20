import { inArray } from "drizzle-orm";
import type { Deps } from "../../deps.ts";
import type { CartOwner } from "./cart-owner.ts";
import { ownedBy } from "./queries.ts";
import { cartItems, carts } from "./tables.ts";

/** Takes everything out of its owner's cart. An empty one stays as it is. */
export async function clearCart({ db }: Pick<Deps, "db">, owner: CartOwner) {
  const mine = db.select({ id: carts.id }).from(carts).where(ownedBy(owner));
  await db.delete(cartItems).where(inArray(cartItems.cartId, mine));
}
