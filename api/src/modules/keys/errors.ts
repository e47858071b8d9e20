import { defineErrors } from "../../errors.ts";

export const keyErrors = defineErrors({
  too_many_keys: [409, "You have {most} keys. Revoke one that is not needed any more."],
  key_not_found: [404, "There is no such key: it was revoked already, or is over."],
});
