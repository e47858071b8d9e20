import { tokenIdOf } from "@flux/contracts";
import { isPaid } from "./compare-money.ts";
import type { Findings } from "./findings.ts";
import type { BookedGarment, BookedItem, BookedMint, BookedOrder, Books } from "./read-books.ts";
import { nameOf } from "./words.ts";

/** A paid line of an order, with the garment and the mint that the books give it. */
export type Piece = {
  order: BookedOrder;
  item: BookedItem;
  garment: BookedGarment;
  mint: BookedMint;
  tokenId: bigint;
};

/**
 * The books by themselves: each paid line has one garment, each sold garment one paid line and one mint. Returns the
 * pieces that stand, to be held against the chain, and every token that some order explains, also one that is told here.
 * `wrongMoney`: orders that were told before; an unpaid one among them is not told twice.
 */
export function comparePieces(books: Books, wrongMoney: ReadonlySet<string>, findings: Findings) {
  const orderOf = new Map(books.orders.map((order) => [order.id, order]));
  const itemOf = new Map(books.items.map((item) => [item.id, item]));
  const garmentOf = new Map(books.garments.map((garment) => [garment.id, garment]));
  const soldAs = new Map(
    books.garments.filter(({ state }) => state === "sold").map((garment) => [garment.orderItemId, garment]),
  );
  // What was given up is no mint any more: compare-given-up.ts looks at it.
  const mints = books.mints.filter(({ state }) => state !== "given_up");
  const mintOfItem = new Map(mints.map((mint) => [mint.orderItemId, mint]));
  const mintsOfGarment = Map.groupBy(mints, ({ garmentId }) => garmentId);
  const refunded = new Set(books.refunds.map(({ orderItemId }) => orderItemId));
  const numberOf = (itemId: string) => orderOf.get(itemOf.get(itemId)?.orderId ?? "")?.number ?? "no order";

  const explained = new Set<bigint>();
  const told = new Set<string>();
  const sold: Omit<Piece, "mint">[] = [];
  for (const item of books.items) {
    const order = orderOf.get(item.orderId);
    if (!order) continue;
    const garment = soldAs.get(item.id);
    const mint = mintOfItem.get(item.id);
    const tokenId = garment && tokenIdOf(garment.batchId, garment.serial);
    if (tokenId) explained.add(tokenId);
    if (mint) explained.add(mint.tokenId);
    if (refunded.has(item.id)) {
      if (tokenId || mint) tellRefunded(order, nameOf(tokenId ?? mint?.tokenId ?? 0n));
    } else if (isPaid(order)) {
      if (garment && tokenId) sold.push({ order, item, garment, tokenId });
      else tellWithoutGarment(order, item, mint);
    } else if ((tokenId || mint) && !wrongMoney.has(order.id)) {
      const name = nameOf(tokenId ?? mint?.tokenId ?? 0n);
      findings.differ(
        "sold_unpaid",
        name,
        `Garment ${name} counts as sold to ${order.number}, which is ${order.state} and has no money of ours: put the garment back into stock if it was not minted, else claim the money or the token.`,
      );
    }
  }

  const pieces: Piece[] = [];
  for (const piece of sold) {
    const { order, item, garment, tokenId } = piece;
    const name = nameOf(tokenId);
    if (told.has(garment.id)) continue;
    const mints = mintsOfGarment.get(garment.id) ?? [];
    const mint = mints.find(({ orderItemId }) => orderItemId === item.id);
    if (mint && mint.tokenId === tokenId) pieces.push({ ...piece, mint });
    else if (mint)
      findings.differ(
        "wrong_serial",
        name,
        `Garment ${name} of ${order.number} is minted as ${nameOf(mint.tokenId)}: find out which of the two was changed, before that token goes to somebody else.`,
      );
    else if (mints[0])
      findings.differ(
        "sold_twice",
        name,
        `Garment ${name} is sold to ${order.number}, and its mint is for ${numberOf(mints[0].orderItemId)}: one of them needs another garment, or the money back.`,
      );
    else
      findings.differ(
        "sold_without_mint",
        name,
        `Garment ${name} is sold to ${order.number}, and no mint of it was ever asked for: ask for it anew, so that its buyer gets the token.`,
      );
  }
  for (const { orderItemId, tokenId } of mints)
    if (!itemOf.has(orderItemId) && !explained.has(tokenId))
      findings.differ(
        "mint_without_order",
        nameOf(tokenId),
        `A mint of ${nameOf(tokenId)} is written down for no order's line: find out who wrote it, and take it out before it is sent.`,
      );
  return { pieces, explained };

  function tellRefunded(order: BookedOrder, name: string) {
    findings.differ(
      "refunded_and_kept",
      name,
      `${order.number} has the money for one of its pieces back, and keeps garment ${name} beside it: find out who gave both; take the garment back before it is minted or sent.`,
    );
  }

  function tellWithoutGarment(order: BookedOrder, { id }: BookedItem, mint: BookedMint | undefined) {
    const other = mint && garmentOf.get(mint.garmentId);
    if (mint && other?.orderItemId && other.orderItemId !== id) {
      told.add(other.id);
      const name = nameOf(tokenIdOf(other.batchId, other.serial));
      findings.differ(
        "sold_twice",
        name,
        `Garment ${name} was sold twice, to ${order.number} and to ${numberOf(other.orderItemId)}; its mint is for ${order.number}: give the other one another garment, or the money back.`,
      );
    } else {
      findings.differ(
        "order_without_garment",
        order.number,
        `${order.number} is paid, and one of its lines (${id}) has no garment: give it one, or the money back.`,
      );
    }
  }
}
