import { defineErrors } from "../../http/error.ts";

export const blockchainErrors = defineErrors({
  chain_unreachable: [
    503,
    "The chain does not answer now, so nobody can say who owns what. Try again in a moment.",
  ],
  garment_not_found: [404, "There is no such garment. An id is a token id, or batch and serial as in 1-42."],
});
