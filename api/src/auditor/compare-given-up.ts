import { tokenIdOf } from "@flux/contracts";
import type { Findings } from "./findings.ts";
import { type ChainFacts, lower } from "./fold-events.ts";
import { orderRefOf } from "./order-ref-of.ts";
import type { Books } from "./read-books.ts";
import { nameOf } from "./words.ts";

/**
 * What was given up: its garment is in nobody's hands and never sold, and the chain minted nothing for it. Returns the tokens
 * that are told here. That its buyer has something else instead is said of each paid line (compare-pieces.ts).
 */
export function compareGivenUp(books: Books, chain: ChainFacts, findings: Findings): Set<bigint> {
  const garmentOf = new Map(books.garments.map((garment) => [garment.id, garment]));
  const orderOf = new Map(books.orders.map((order) => [order.id, order]));
  const itemOf = new Map(books.items.map((item) => [item.id, item]));
  const told = new Set<bigint>();
  for (const { state, garmentId, orderItemId, tokenId } of books.mints) {
    if (state !== "given_up") continue;
    const number = orderOf.get(itemOf.get(orderItemId)?.orderId ?? "")?.number ?? "no order";
    const garment = garmentOf.get(garmentId);
    if (garment && garment.state !== "withdrawn") {
      const name = nameOf(tokenIdOf(garment.batchId, garment.serial));
      findings.differ(
        "given_up_in_stock",
        name,
        `Garment ${name} can never be minted, which is why ${number} has something else, and it stands as "${garment.state}": take it out of sale before somebody pays for it.`,
      );
    }
    const token = chain.tokens.get(tokenId);
    if (!token || books.exceptions.has(tokenId) || token.orderRef !== lower(orderRefOf(orderItemId)))
      continue;
    told.add(tokenId);
    const name = nameOf(tokenId);
    findings.differ(
      "given_up_and_minted",
      name,
      `Token ${name} was given up for ${number}, whose buyer has another garment or the money, and ${token.owner} holds it all the same: ask for one of the two back; if both shall stay, except the token.`,
    );
  }
  return told;
}
