import { eq, type SQL } from "drizzle-orm";
import type { Db, Tx } from "../../db/client.ts";
import { variantsForSale } from "../products/queries.ts";
import { leftOfVariant, roomOfPerson } from "../stock/queries.ts";
import { buyerOf, type CartOwner } from "./cart-owner.ts";
import { cartItems, carts } from "./tables.ts";

export function ownedBy(owner: CartOwner): SQL {
  return "userId" in owner ? eq(carts.userId, owner.userId) : eq(carts.guestKeyHash, owner.guestKeyHash);
}

/** What is in a cart, at today's prices, with what is left of each. One query. */
export async function cartLinesOf(db: Db | Tx, owner: CartOwner) {
  const variant = variantsForSale(db);
  return db
    .select({
      id: cartItems.id,
      quantity: cartItems.quantity,
      variantId: cartItems.variantId,
      sku: variant.sku,
      size: variant.size,
      color: variant.color,
      colorHex: variant.colorHex,
      productId: variant.productId,
      slug: variant.slug,
      name: variant.name,
      images: variant.images,
      pricePaise: variant.pricePaise,
      archived: variant.archived,
      pricePaiseBefore: cartItems.pricePaise,
      hsn: variant.hsn,
      weightGrams: variant.weightGrams,
      left: leftOfVariant(db, cartItems.variantId),
      room: roomOfPerson(db, cartItems.variantId, buyerOf(owner)),
    })
    .from(cartItems)
    .innerJoin(carts, eq(carts.id, cartItems.cartId))
    .innerJoin(variant, eq(variant.variantId, cartItems.variantId))
    .where(ownedBy(owner))
    .orderBy(cartItems.id);
}
export type CartLine = Awaited<ReturnType<typeof cartLinesOf>>[number];

/** Whether an owner has a cart, with or without pieces in it. */
export async function hasCart(db: Db | Tx, owner: CartOwner): Promise<boolean> {
  return (await db.$count(carts, ownedBy(owner))) > 0;
}
