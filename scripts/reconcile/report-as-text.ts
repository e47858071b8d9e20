import type { ReconcileReport } from "@flux/api/reconciler/reconcile-books";

/** What was found and done, a line each, then what a person has to do. */
export function reportAsText(
  { why, booksEndedAt, block, tokens, batches, signers, ...counts }: ReconcileReport,
  { dryRun }: { dryRun: boolean },
): string {
  const { onChain, taken, given, sold_twice: soldTwice, no_garment: withoutGarment } = tokens;
  const lines = [
    dryRun ? "What would be done (nothing was changed)" : "Reconciled: the minter goes on",
    `  why        ${why}`,
    `  books      end ${booksEndedAt ?? "at a time that no row tells"}`,
    `  chain      block ${block}, ${onChain} tokens`,
    ...signers.map(
      ({ signer, known, used }) =>
        `  signer     ${signer}: ${used} transactions on chain, ${known} known here`,
    ),
    `  sign-ins   ${counts.signedOut ?? "all"} sessions ended, with all sign-ups, codes and nonces`,
    `  custody    next number ${counts.nextCustodyNumber ?? "a million further"}`,
    `  taps       ${counts.countersDoubted ?? "all"} chips must be read once more before their URLs count`,
    ...list("off sale: minted for an order that is lost", taken),
    ...list("given to the order that waits for its payment", given),
    ...list("sold twice: the second buyer's mint is parked", soldTwice),
    ...list("tokens of garments that these books have not", withoutGarment),
    ...list("batches that these books have not", batches),
  ];
  return lines.join("\n");
}

function list(what: string, names: (string | number)[]): string[] {
  return names.length === 0 ? [] : [`  ${what}: ${names.join(", ")}`];
}
