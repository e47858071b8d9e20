import { defineErrors } from "../errors.ts";

export const restoredErrors = defineErrors({
  reconciling: [
    503,
    "Our books were restored and are being compared with the chain. Nothing was changed. Try again in a few minutes.",
  ],
});
