import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { cartLimits } from "./limits.ts";
import { cartItems } from "./tables.ts";

type Line = { variantId: string; quantity: number; pricePaise: number | null };

/** Puts lines into a locked cart, on top of those of the same variant, as many as a line takes. */
export async function putBackInCart(tx: Tx, { cartId, lines }: { cartId: string; lines: Line[] }) {
  for (const line of lines) {
    await tx
      .insert(cartItems)
      .values({ cartId, ...line })
      .onConflictDoUpdate({
        target: [cartItems.cartId, cartItems.variantId],
        set: { quantity: sql`least(${cartLimits.perItem}, ${cartItems.quantity} + excluded.quantity)` },
      });
  }
}
