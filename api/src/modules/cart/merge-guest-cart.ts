import { eq } from "drizzle-orm";
import type { Deps } from "../../deps.ts";
import { openCart } from "./open-cart.ts";
import { putBackInCart } from "./put-back-in-cart.ts";
import { cartItems, carts } from "./tables.ts";

type MergeGuestCart = { userId: string; guestKeyHash: string };

/** Moves what a guest collected into the cart of the account they signed in to. Safe to repeat. */
export async function mergeGuestCart({ db }: Pick<Deps, "db">, { userId, guestKeyHash }: MergeGuestCart) {
  await db.transaction(async (tx) => {
    const [guest] = await tx
      .select({ id: carts.id })
      .from(carts)
      .where(eq(carts.guestKeyHash, guestKeyHash))
      .for("update");
    if (!guest) return;
    const lines = await tx
      .select({
        ...{ variantId: cartItems.variantId, quantity: cartItems.quantity },
        pricePaise: cartItems.pricePaise,
      })
      .from(cartItems)
      .where(eq(cartItems.cartId, guest.id));
    const cartId = await openCart(tx, { userId });
    await putBackInCart(tx, { cartId, lines });
    await tx.delete(carts).where(eq(carts.id, guest.id));
  });
}
