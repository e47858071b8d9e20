/** The chain or the books could not be read whole: nothing can be said about them, neither good nor bad. */
export class UnreadableError extends Error {
  override name = "UnreadableError";
}

/** What an RPC says contradicts itself: it left events out, or is behind. */
export function unreadable(problem: string) {
  return new UnreadableError(
    `The RPC's answers do not fit together: ${problem}. Try again, or another RPC (--rpc).`,
  );
}
