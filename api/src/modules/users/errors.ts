import { defineErrors } from "../../errors.ts";

export const userErrors = defineErrors({
  user_not_found: [404, "There is no such person."],
  username_taken: [409, "Somebody has this name already. Choose another."],
  address_not_found: [404, "You have no such address."],
  too_many_addresses: [409, "You keep {most} addresses already. Take one away first."],
  too_many_wishes: [409, "Your wishlist is full at {most}. Take something off first."],
  product_not_found: [404, "There is no such product."],
  unsubscribe_token_invalid: [
    404,
    "This link ends nothing. Open it from our mail again, whole, or choose in your account.",
  ],
  cannot_block_yourself: [409, "You cannot block yourself."],
  last_super_admin: [409, "Nobody else could give roles then. Make another super admin first."],
});
