import { defineErrors } from "../../errors.ts";

export const chainErrors = defineErrors({
  chain_unreachable: [
    503,
    "The chain does not answer now, so nobody can say who owns what. Try again in a moment.",
  ],
});
