import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { findVariantForSale } from "../products/queries.ts";
import { assertAvailable } from "./assert-available.ts";
import type { CartOwner } from "./cart-owner.ts";
import { cartErrors } from "./errors.ts";
import { cartItems, carts } from "./tables.ts";

type AddToCart = { owner: CartOwner; variantId: string; quantity: number };

/** Puts pieces into a cart, on top of those of the same variant. It holds nothing: an order does. */
export async function addToCart({ db }: Pick<Deps, "db">, { owner, variantId, quantity }: AddToCart) {
  await db.transaction(async (tx) => {
    const cartId = await openCart(tx, owner);
    const variant = await findVariantForSale(tx, variantId);
    if (!variant) throw cartErrors.variant_not_found();
    const [before] = await tx
      .select({ quantity: cartItems.quantity })
      .from(cartItems)
      .where(and(eq(cartItems.cartId, cartId), eq(cartItems.variantId, variantId)));
    const wanted = (before?.quantity ?? 0) + quantity;
    assertAvailable(variant, wanted);
    await tx
      .insert(cartItems)
      .values({ cartId, variantId, quantity: wanted })
      .onConflictDoUpdate({ target: [cartItems.cartId, cartItems.variantId], set: { quantity: wanted } });
  });
}

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
