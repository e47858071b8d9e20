/** Why a mint is parked, as a buyer is told. */
export const troubles = ["batch_closed", "garment_taken", "being_checked"] as const;
export type Trouble = (typeof troubles)[number];

/** What the minter heard, by what it leads to. The words only tell: what is given is decided by the chain's state. */
const heard: [RegExp, Trouble][] = [
  [/^FluxGarmentBatch(Vaulted|Full)\(/, "batch_closed"],
  [
    /^FluxGarment(TokenTaken|TagTaken|InvalidSerial)\(|^the token was minted for another order/,
    "garment_taken",
  ],
];

/** What the chain decides by itself is ended within minutes, once its block is final. */
const chainDecidesMs = 3_600_000;
/** What a person has to look at: two days. */
const personDecidesMs = 48 * 3_600_000;

/** `dueAt`: of a parked mint, when it would have been tried again. */
type Parked = { failure: string | null; dueAt: Date };

/** What is wrong with a parked mint, and by when it is ended, an ISO time. */
export function troubleOf({ failure, dueAt }: Parked): { reason: Trouble; endsBy: string } {
  const [, reason] = heard.find(([words]) => words.test(failure ?? "")) ?? [null, "being_checked" as const];
  const withinMs = reason === "being_checked" ? personDecidesMs : chainDecidesMs;
  return { reason, endsBy: new Date(dueAt.getTime() + withinMs).toISOString() };
}
