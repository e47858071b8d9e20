import { defineErrors } from "../../errors.ts";

export const orderErrors = defineErrors({
  order_not_found: [404, "There is no such order."],
  cart_empty: [409, "Your cart is empty. Put something in it first."],
  too_many_pieces: [409, "An order takes {limit} pieces at most. Yours has {pieces}."],
  order_not_payable: [409, "This order is {state}. It takes no payment any more."],
});
