/** What an audit may find, by what somebody has to do about it: docs/runbooks/the-audit-found-a-difference.md has each. */
export const differenceKinds = {
  order_without_garment: "pieces",
  sold_twice: "pieces",
  sold_unpaid: "pieces",
  sold_without_mint: "pieces",
  mint_without_order: "pieces",
  wrong_serial: "pieces",
  refunded_and_kept: "pieces",
  given_up_in_stock: "pieces",
  order_without_token: "tokens",
  token_without_order: "tokens",
  order_ref_twice: "tokens",
  wrong_order_ref: "tokens",
  wrong_owner: "tokens",
  wrong_tag: "tokens",
  given_up_and_minted: "tokens",
  moved_unasked: "tokens",
  mint_row_behind: "tokens",
  wrong_cap: "batches",
  sold_over_cap: "batches",
  batch_not_on_chain: "batches",
  batch_not_in_books: "batches",
  missing_refund: "money",
  refund_stuck: "money",
  wrong_amount: "money",
  order_without_money: "money",
  view_differs: "views",
  views_behind: "views",
} as const;

export type DifferenceKind = keyof typeof differenceKinds;
/** `views`: only the indexer is wrong there, and what pages show; books and chain may still agree. */
export type Check = (typeof differenceKinds)[DifferenceKind];

export type Difference = {
  check: Check;
  kind: DifferenceKind;
  /** An order's number, a token as "batch-serial", or "batch 3". */
  subject: string;
  /** What is wrong, and what to do. */
  sentence: string;
};

/** What is right as far as it is: a mint queued a moment ago, money on its way back. `ageSec`: null where nobody knows. */
export type UnderWay = { check: Check; subject: string; what: string; ageSec: number | null };

/** Collects what the comparisons find. */
export function createFindings() {
  const differences: Difference[] = [];
  const underWay: UnderWay[] = [];
  return {
    differences,
    underWay,
    differ(kind: DifferenceKind, subject: string, sentence: string) {
      differences.push({ check: differenceKinds[kind], kind, subject, sentence });
    },
    goesOn(check: Check, subject: string, what: string, ageSec: number | null) {
      underWay.push({ check, subject, what, ageSec });
    },
  };
}
export type Findings = ReturnType<typeof createFindings>;
