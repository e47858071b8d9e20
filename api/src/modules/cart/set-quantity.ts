import { eq } from "drizzle-orm";
import type { Deps } from "../../deps.ts";
import { orderHolding } from "../stock/queries.ts";
import { assertAvailable } from "./assert-available.ts";
import { buyerOf, type CartOwner } from "./cart-owner.ts";
import { cartErrors } from "./errors.ts";
import { cartLinesOf } from "./queries.ts";
import { cartItems } from "./tables.ts";

type SetQuantity = { owner: CartOwner; itemId: string; quantity: number };

/** Sets how many of one line somebody wants. Somebody else's line is a missing one. */
export async function setQuantity({ db }: Pick<Deps, "db">, { owner, itemId, quantity }: SetQuantity) {
  await db.transaction(async (tx) => {
    const line = (await cartLinesOf(tx, owner)).find(({ id }) => id === itemId);
    if (!line) throw cartErrors.cart_item_not_found();
    const { variantId, pricePaise } = line;
    const buyerId = buyerOf(owner);
    await assertAvailable(line, {
      quantity,
      holding: async () => (buyerId ? orderHolding(tx, { variantId, buyerId }) : undefined),
    });
    await tx.update(cartItems).set({ quantity, pricePaise }).where(eq(cartItems.id, itemId));
  });
}
