import { defineErrors } from "../../errors.ts";

export const privacyErrors = defineErrors({
  garments_in_custody: [
    409,
    "We keep garments of yours. Send them to a wallet first: without your account nobody could.",
  ],
  order_under_way: [
    409,
    "An order of yours is still under way. Wait until it has ended or its garments are minted.",
  ],
});
