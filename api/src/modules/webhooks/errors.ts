import { defineErrors } from "../../errors.ts";

export const webhookErrors = defineErrors({
  webhook_signature_wrong: [401, "The signature does not fit the body."],
});
