import { defineErrors } from "../../errors.ts";

export const storageErrors = defineErrors({
  storage_unreachable: [503, "Pictures cannot be reached now. Try again in {retryAfterSec} seconds."],
});
