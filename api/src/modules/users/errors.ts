import { defineErrors } from "../../errors.ts";

export const userErrors = defineErrors({
  user_not_found: [404, "There is no such person."],
  last_super_admin: [409, "Nobody else could give roles then. Make another super admin first."],
});
