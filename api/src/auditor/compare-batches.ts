import type { Findings } from "./findings.ts";
import type { ChainFacts } from "./fold-events.ts";
import type { Books } from "./read-books.ts";

/** Every batch is on both sides with one cap, and no more of it is sold than that. */
export function compareBatches(books: Books, chain: ChainFacts, findings: Findings) {
  const soldOf = Map.groupBy(
    books.garments.filter(({ state }) => state === "sold"),
    ({ batchId }) => batchId,
  );
  for (const { id, cap } of books.batches) {
    const sold = soldOf.get(id) ?? [];
    const onChain = chain.batches.get(id);
    const subject = `batch ${id}`;
    if (!onChain) {
      if (sold.length === 0)
        findings.goesOn("batches", subject, "is not open on chain yet; nothing of it is sold", null);
      else
        findings.differ(
          "batch_not_on_chain",
          subject,
          `${sold.length} of batch ${id} are sold, and the chain knows no batch ${id}: open it there with cap ${cap}, or nothing of it can be minted.`,
        );
      continue;
    }
    if (onChain.cap !== cap) {
      findings.differ(
        "wrong_cap",
        subject,
        `Batch ${id} has cap ${onChain.cap} on chain and ${cap} in the books: on chain it can only fall, so find out who changed which; then lower the chain's, or write the chain's down.`,
      );
      continue;
    }
    const beyond = sold.filter(({ serial }) => serial > cap);
    if (sold.length > cap)
      findings.differ(
        "sold_over_cap",
        subject,
        `${sold.length} of batch ${id} are sold, and its cap is ${cap}: what is not minted yet can never be. Give those buyers another garment, or their money back.`,
      );
    else if (
      beyond.some(({ batchId, serial }) => !chain.tokens.has(BigInt(batchId) * 1_000_000n + BigInt(serial)))
    )
      findings.differ(
        "sold_over_cap",
        subject,
        `Of batch ${id} serials above its cap ${cap} are sold (${beyond.map(({ serial }) => serial).join(", ")}), and the chain mints none of them: give those buyers another garment, or their money back.`,
      );
  }
  const booked = new Set(books.batches.map(({ id }) => id));
  for (const { batchId, cap } of chain.batches.values())
    if (!booked.has(batchId))
      findings.differ(
        "batch_not_in_books",
        `batch ${batchId}`,
        `Batch ${batchId} is open on chain with cap ${cap}, and the books have none: find out who holds CURATOR_ROLE; vault it, or write it down.`,
      );
}
