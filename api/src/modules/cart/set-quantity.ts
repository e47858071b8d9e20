import { eq } from "drizzle-orm";
import type { Deps } from "../../deps.ts";
import { assertAvailable } from "./assert-available.ts";
import type { CartOwner } from "./cart-owner.ts";
import { cartErrors } from "./errors.ts";
import { cartLinesOf } from "./queries.ts";
import { cartItems } from "./tables.ts";

type SetQuantity = { owner: CartOwner; itemId: string; quantity: number };

/** Sets how many of one line somebody wants. Somebody else's line is a missing one. */
export async function setQuantity({ db }: Pick<Deps, "db">, { owner, itemId, quantity }: SetQuantity) {
  await db.transaction(async (tx) => {
    const line = (await cartLinesOf(tx, owner)).find(({ id }) => id === itemId);
    if (!line) throw cartErrors.cart_item_not_found();
    assertAvailable(line, quantity);
    await tx.update(cartItems).set({ quantity }).where(eq(cartItems.id, itemId));
  });
}
