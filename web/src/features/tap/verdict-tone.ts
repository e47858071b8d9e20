import type { TapResult } from "./read-tap.ts";

type Refusal = Extract<TapResult, { kind: "refused" }>["reason"];
export type Answer = Exclude<TapResult["kind"], "refused"> | Refusal;

/** The one word that says what came of a tap; the catalogue has a title and a sentence for each. */
export function answerOf(result: TapResult): Answer {
  return result.kind === "refused" ? result.reason : result.kind;
}

/** "again": nothing is known about the garment, another tap will tell. */
export const tones: Record<Answer, "good" | "bad" | "again"> = {
  genuine: "good",
  unknown_tag: "bad",
  bad_signature: "bad",
  tag_retired: "bad",
  counter_replayed: "again",
  stale: "again",
  challenge_reused: "again",
  challenge_expired: "again",
  unreadable: "again",
  too_many: "again",
  unreachable: "again",
};
