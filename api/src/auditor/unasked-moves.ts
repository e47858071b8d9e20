import { type ChainToken, lower } from "./fold-events.ts";
import type { Books } from "./read-books.ts";

/**
 * Finds a token's move out of custody that no row of the audit trail asks for. Custody signs for people who asked here, so
 * such a move means that somebody else can sign. What an own wallet does needs no word of ours.
 */
export function unaskedMoves(books: Pick<Books, "wallets" | "sendings">) {
  const inCustody = books.wallets.filter(({ kind }) => kind === "custody");
  const custody = new Set(inCustody.map(({ address }) => lower(address)));
  const askedOf = Map.groupBy(books.sendings, ({ tokenId }) => tokenId);

  return ({ tokenId, moves }: ChainToken) => {
    const sendings = askedOf.get(String(tokenId)) ?? [];
    const asked = sendings.map(({ details }) => `${details.from} ${details.to}`.toLowerCase());
    return moves.find(({ from, to }) => {
      if (!custody.has(from)) return false;
      const at = asked.indexOf(`${from} ${to}`);
      if (at >= 0) asked.splice(at, 1);
      return at < 0;
    });
  };
}
