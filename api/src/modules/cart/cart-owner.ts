/** Whose cart it is: an account's, or the one of the browser that carries the secret with this hash. */
export type CartOwner = { userId: string } | { guestKeyHash: string };
