import type { TapResult } from "./read-tap.ts";

export type VerdictWords = { tone: "good" | "bad" | "again"; title: string; words: string };

const again = "Hold your phone to the chip once more.";

const refusals: Record<Extract<TapResult, { kind: "refused" }>["reason"], VerdictWords> = {
  unknown_tag: {
    tone: "bad",
    title: "Not ours",
    words: "No piece of ours carries this chip. Don't pay for it as FLUX.",
  },
  bad_signature: {
    tone: "bad",
    title: "Not ours",
    words: "The chip could not sign what only the real one can. That is how a copy looks. Don't pay for it.",
  },
  tag_retired: {
    tone: "bad",
    title: "Not this one",
    words: "This chip was taken out of its piece and replaced. Whatever carries it now is not that piece.",
  },
  counter_replayed: {
    tone: "again",
    title: "Already read",
    words: `This link has been read before. A real chip makes a new one for every tap. ${again}`,
  },
  challenge_reused: {
    tone: "again",
    title: "Already read",
    words: `This answer has been used before. ${again}`,
  },
  challenge_expired: { tone: "again", title: "Too late", words: `This answer took too long. ${again}` },
};

export function verdictWords(result: TapResult): VerdictWords {
  switch (result.kind) {
    case "genuine":
      return { tone: "good", title: "Genuine", words: "Chip read. It is the real one." };
    case "refused":
      return refusals[result.reason];
    case "unreadable":
      return { tone: "again", title: "Half a tap", words: `The link is not complete. ${again}` };
    case "too_many":
      return {
        tone: "again",
        title: "Slow down",
        words: "That was a lot of taps. Wait a minute, then try again.",
      };
    case "unreachable":
      return {
        tone: "again",
        title: "We can't tell now",
        words: "Our side does not answer. This says nothing about the piece. Try again in a moment.",
      };
  }
}
