import { and, eq } from "drizzle-orm";
import { lockName } from "../../db/lock.ts";
import type { Deps } from "../../deps.ts";
import { findProductById } from "../products/queries.ts";
import { userErrors } from "./errors.ts";
import { mostWishes } from "./limits.ts";
import { setChoices } from "./set-choices.ts";
import { wishes } from "./tables.ts";

type Wish = { userId: string; productId: string };

/** Puts a product on somebody's wishlist, once, and notes whether they want to hear: asking turns such mails on. Throws `product_not_found`, `too_many_wishes`. */
export async function addWish(
  deps: Pick<Deps, "db" | "log">,
  { userId, productId, tell }: Wish & { tell: boolean },
) {
  await deps.db.transaction(async (tx) => {
    await lockName(tx, `flux.wishes:${userId}`);
    if (!(await findProductById(tx, productId))) throw userErrors.product_not_found();
    const kept = await tx.$count(wishes, eq(wishes.userId, userId));
    const isThere = await tx.$count(wishes, and(eq(wishes.userId, userId), eq(wishes.productId, productId)));
    if (!isThere && kept >= mostWishes) throw userErrors.too_many_wishes({ most: mostWishes });
    // Before the wish, as tell-of-stock.ts takes them: two that take them crosswise would wait for each other.
    if (tell) await setChoices(tx, deps, { userId, choices: { restocks: true }, by: "wish" });
    await tx
      .insert(wishes)
      .values({ userId, productId, tell })
      .onConflictDoUpdate({ target: [wishes.userId, wishes.productId], set: { tell } });
  });
}

/** Takes a product off; one that is not there is as good. */
export async function removeWish({ db }: Pick<Deps, "db">, { userId, productId }: Wish): Promise<void> {
  await db.delete(wishes).where(and(eq(wishes.userId, userId), eq(wishes.productId, productId)));
}
