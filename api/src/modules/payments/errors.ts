import { defineErrors } from "../../errors.ts";

export const paymentErrors = defineErrors({
  vendor_unreachable: [503, "The payment page is not answering. Nothing was charged; try again in a moment."],
  callback_signature_wrong: [401, "This did not come from the payment page. Nothing was changed."],
});
