import { defineErrors } from "../../errors.ts";

export const chainErrors = defineErrors({
  chain_unreachable: [
    503,
    "The chain does not answer now, so nobody can say who owns what. Try again in a moment.",
  ],
  chain_stands_still: [
    503,
    "The chain's newest block is {ageSec} seconds old, so nobody can say who owns what now. Try again in a moment.",
  ],
  chain_disagrees: [
    503,
    "Two nodes of the chain say different things, so nobody can say who owns what. Try again in a moment.",
  ],
});

/** Of every route whose answer depends on the chain itself. */
export const gateErrors = Object.values(chainErrors);
