/** Whose cart it is: an account's, or the one of the browser that carries the secret with this hash. */
export type CartOwner = { userId: string } | { guestKeyHash: string };

/** Who would order it; null for a guest. */
export function buyerOf(owner: CartOwner): string | null {
  return "userId" in owner ? owner.userId : null;
}
