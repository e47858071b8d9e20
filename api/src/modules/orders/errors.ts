import { defineErrors } from "../../errors.ts";

export const orderErrors = defineErrors({
  order_not_found: [404, "There is no such order."],
  cart_empty: [409, "Your cart is empty. Put something in it first."],
  too_many_pieces: [409, "An order takes {limit} pieces at most. Yours has {pieces}."],
  total_changed: [
    409,
    "The total is {totalPaise} paise now, and not {expectedPaise}. Nothing was ordered: look at the cart, then order at this total.",
  ],
  too_many_unpaid: [
    409,
    "You have {unpaid} orders that wait for their money. Pay one or give it back, then order this.",
  ],
  too_many_held: [
    409,
    "Up to {limit} pieces are held for one person at a time, and you hold {held} already. Pay an order or give it back first.",
  ],
  address_holds_enough: [
    409,
    "As many unpaid orders wait for this address as we hold for one. They are paid or given back within 15 minutes: try then.",
  ],
  order_ended: [
    409,
    "This Idempotency-Key made order {order}, which is {state}. Use a new key to order anew.",
  ],
  order_not_cancellable: [409, "This order is {state}. It can't be cancelled any more."],
  order_being_made: [
    409,
    "Its twin is written to the chain already, so this order can't be cancelled. Send it back when it comes, or pass it on.",
  ],
  order_money_elsewhere: [
    409,
    "The money of this order is being looked at by one of us. Write to us, and we cancel it for you.",
  ],
  order_not_payable: [409, "This order is {state}. It takes no payment any more."],
});
