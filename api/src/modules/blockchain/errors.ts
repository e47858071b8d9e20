import { defineErrors } from "../../errors.ts";

export const blockchainErrors = defineErrors({
  garment_not_found: [404, "There is no such garment. An id is a token id, or batch and serial as in 1-42."],
});
