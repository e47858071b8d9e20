import { tagHashOfChip } from "@flux/contracts";
import { zeroHash } from "viem";
import { compareGivenUp } from "./compare-given-up.ts";
import type { Piece } from "./compare-pieces.ts";
import type { Findings } from "./findings.ts";
import { type ChainFacts, type ChainToken, lower } from "./fold-events.ts";
import type { Limits } from "./limits.ts";
import { orderRefOf } from "./order-ref-of.ts";
import type { Books } from "./read-books.ts";
import { unaskedMoves } from "./unasked-moves.ts";
import { ago, nameOf } from "./words.ts";

type CompareTokens = {
  books: Books;
  pieces: Piece[];
  /** Tokens that some order of the books names. */
  explained: ReadonlySet<bigint>;
  chain: ChainFacts;
  /** Tokens that the chain has by now, and had not at its block. */
  mintedSince: ReadonlySet<bigint>;
  limits: Limits;
};

// Mints that the minter works on, and such as it says are done. Whatever else it calls a mint waits for a person.
const working: ReadonlySet<string> = new Set(["queued", "signed", "sent", "mined"]);
const done: ReadonlySet<string> = new Set(["mined", "final"]);

/** Each piece has its token, with its order, its buyer and its tag; each token has its piece or an exception. */
export function compareTokens(
  { books, pieces, explained, chain, mintedSince, limits }: CompareTokens,
  findings: Findings,
) {
  const { exceptions } = books;
  const walletsOf = Map.groupBy(books.wallets, ({ userId }) => userId);
  const findUnasked = unaskedMoves(books);
  const told = compareGivenUp(books, chain, findings);
  for (const tokenId of tellSharedRefs()) told.add(tokenId);

  for (const piece of pieces) {
    const token = chain.tokens.get(piece.tokenId);
    if (told.has(piece.tokenId)) continue;
    const wrong = token ? wrongAbout(piece, token) : whyMissing(piece);
    if (!wrong) continue;
    findings.differ(wrong.kind, nameOf(piece.tokenId), wrong.sentence);
    told.add(piece.tokenId);
  }
  for (const token of chain.tokens.values()) {
    const { tokenId } = token;
    if (told.has(tokenId)) continue;
    const name = nameOf(tokenId);
    if (!explained.has(tokenId) && !exceptions.has(tokenId))
      findings.differ(
        "token_without_order",
        name,
        `Token ${name} of ${token.owner} belongs to no paid order: take garment ${name} out of sale, and find out who minted it; if it is meant, ./flux audit except ${name} --reason "…".`,
      );
    const move = findUnasked(token);
    if (move)
      findings.differ(
        "moved_unasked",
        name,
        `Token ${name} left custody (${move.from}) for ${move.to}, and nobody asked for that here: ask its owner; if it was not them, take the custody seed for stolen.`,
      );
  }

  /** The line of an order is minted once. Returns the tokens of those that share one. */
  function tellSharedRefs(): Set<bigint> {
    const named = [...chain.tokens.values()].filter(
      ({ tokenId, orderRef }) => orderRef !== zeroHash && !exceptions.has(tokenId) && !told.has(tokenId),
    );
    const shared = [...Map.groupBy(named, ({ orderRef }) => orderRef)].filter(
      ([, tokens]) => tokens.length > 1,
    );
    for (const [orderRef, tokens] of shared) {
      const item = books.items.find(({ id }) => orderRefOf(id) === orderRef);
      const number = books.orders.find(({ id }) => id === item?.orderId)?.number;
      const names = tokens.map(({ tokenId }) => nameOf(tokenId)).join(" and ");
      findings.differ(
        "order_ref_twice",
        names,
        `Tokens ${names} were minted for one line of ${number ?? "an order that is not in the books"}: find out who minted the second; if both shall stay, except the one that the order has not.`,
      );
    }
    return new Set(shared.flatMap(([, tokens]) => tokens.map(({ tokenId }) => tokenId)));
  }

  function wrongAbout({ order, item, garment, mint, tokenId }: Piece, token: ChainToken) {
    const name = nameOf(tokenId);
    const to = lower(mint.to);
    if (!exceptions.has(tokenId)) {
      if (token.orderRef !== orderRefOf(item.id))
        return {
          kind: "wrong_order_ref",
          sentence: `Token ${name} was minted for something else than ${order.number}, which paid for it: find out who minted it; if its holder is the buyer all the same, except it.`,
        } as const;
      const own = (walletsOf.get(order.userId) ?? []).filter(
        ({ createdAt }) => createdAt <= mint.requestedAt,
      );
      if (!own.some(({ address }) => lower(address) === to))
        return {
          kind: "wrong_owner",
          sentence: `The books let ${name} be minted to ${to}, which was no address of the buyer of ${order.number}: find out who changed it, and get the buyer their garment.`,
        } as const;
      if (token.mintedTo !== to)
        return {
          kind: "wrong_owner",
          sentence: `Token ${name} was minted to ${token.mintedTo}, and the buyer of ${order.number} has ${to}: ask the holder for it, or give the buyer another garment or their money.`,
        } as const;
    }
    if (token.tagHash !== lower(garment.tagHash))
      return {
        kind: "wrong_tag",
        sentence: `Token ${name} has the tag ${token.tagHash}, and garment ${name} the chip ${garment.tagHash}: tap the garment itself; then retag the token, or write its chip down.`,
      } as const;
    if (tagHashOfChip(garment.chipAddress) !== lower(garment.tagHash))
      return {
        kind: "wrong_tag",
        sentence: `The chip ${garment.chipAddress} of garment ${name} does not give its tag hash ${garment.tagHash}: taps of it fail. Find out which of the two was changed.`,
      } as const;
    if (done.has(mint.state)) return null;
    const ageSec = (books.atMs - mint.requestedAt.getTime()) / 1_000;
    if (!working.has(mint.state) || ageSec > limits.ownSec)
      return {
        kind: "mint_row_behind",
        sentence: `Token ${name} exists, and its mint for ${order.number} stands as "${mint.state}"${because(mint.failure)}: see that the minter takes note of it, before anybody gives the buyer something else.`,
      } as const;
    findings.goesOn("tokens", name, `is minted for ${order.number} and being confirmed`, ageSec);
    return null;
  }

  function whyMissing({ order, mint, tokenId }: Piece) {
    const name = nameOf(tokenId);
    const ageSec = (books.atMs - mint.requestedAt.getTime()) / 1_000;
    if (mintedSince.has(tokenId) || (working.has(mint.state) && ageSec <= limits.ownSec)) {
      findings.goesOn("tokens", name, `the mint for ${order.number} is ${mint.state}`, ageSec);
      return null;
    }
    return {
      kind: "order_without_token",
      sentence: `${order.number} paid for garment ${name} ${ago(ageSec)} ago, and there is no token ${name}; its mint stands as "${mint.state}"${because(mint.failure)}: see the worker's log and /health; mint it, or give the buyer another garment or their money back.`,
    } as const;
  }
}

const because = (failure: string | null) => (failure ? ` (${failure})` : "");
