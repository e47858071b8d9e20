import { defineErrors } from "../../errors.ts";

export const cartErrors = defineErrors({
  variant_not_found: [404, "There is no such size and colour. Choose one of the product's variants."],
  cart_item_not_found: [404, "This is not in your cart any more."],
  not_for_sale: [409, "{what} is not sold any more. Take it out of your cart."],
  person_has_enough: [
    409,
    "Of {what} you can take {room} more: one person gets only so many of an edition, held and bought together.",
  ],
  sold_out: [409, "{what} is sold out. This edition is not made again."],
  not_enough_left: [409, "Only {left} of {what} left. Take fewer."],
  too_many_of_one: [409, "You can take {limit} of one thing at most."],
});
