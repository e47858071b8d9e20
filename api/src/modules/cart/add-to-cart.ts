import { and, eq } from "drizzle-orm";
import type { Deps } from "../../deps.ts";
import { findVariantForSale } from "../products/queries.ts";
import { orderHolding } from "../stock/queries.ts";
import { assertAvailable } from "./assert-available.ts";
import { buyerOf, type CartOwner } from "./cart-owner.ts";
import { cartErrors } from "./errors.ts";
import { openCart } from "./open-cart.ts";
import { cartItems } from "./tables.ts";

type AddToCart = { owner: CartOwner; variantId: string; quantity: number };

/** Puts pieces into a cart, on top of those of the same variant. It holds nothing: an order does. */
export async function addToCart({ db }: Pick<Deps, "db">, { owner, variantId, quantity }: AddToCart) {
  await db.transaction(async (tx) => {
    const cartId = await openCart(tx, owner);
    const buyerId = buyerOf(owner);
    const variant = await findVariantForSale(tx, { variantId, buyerId });
    if (!variant) throw cartErrors.variant_not_found();
    const [before] = await tx
      .select({ quantity: cartItems.quantity })
      .from(cartItems)
      .where(and(eq(cartItems.cartId, cartId), eq(cartItems.variantId, variantId)));
    const wanted = (before?.quantity ?? 0) + quantity;
    await assertAvailable(variant, {
      quantity: wanted,
      holding: async () => (buyerId ? orderHolding(tx, { variantId, buyerId }) : undefined),
    });
    const { pricePaise } = variant;
    await tx
      .insert(cartItems)
      .values({ cartId, variantId, quantity: wanted, pricePaise })
      .onConflictDoUpdate({
        target: [cartItems.cartId, cartItems.variantId],
        set: { quantity: wanted, pricePaise },
      });
  });
}
