import { defineErrors } from "../../errors.ts";

export const departureErrors = defineErrors({
  already_there: [409, "{to} is where it is now. Give the address that it should go to."],
  nobodys_address: [
    409,
    "Nobody holds the key of {to}: what is sent there is lost for ever. Copy the address from the wallet.",
  ],
  our_contract: [
    409,
    "{to} is a contract of FLUX, which would keep the garment for ever. Give the address of a wallet.",
  ],
  no_receiver: [
    409,
    "{to} is a contract that takes no garments. If it is an exchange's or a shop's address, send to a wallet of yours first.",
  ],
  already_sending: [
    409,
    "This garment is on its way to another address already. Stop that first, if it still waits.",
  ],
  too_many_sends: [
    429,
    "{limit} garments were sent from your account within a day. Try again later, or withdraw to a wallet that you linked: that has no limit.",
  ],
  wallet_not_proved: [
    409,
    "{address} is no wallet of yours yet. Link it first: it signs a message, and costs nothing.",
  ],
  nothing_to_withdraw: [409, "We keep no garment of yours that could leave now."],
  not_held: [404, "We keep no garment {tokenId} for you."],
  not_waiting: [404, "Nothing of this garment waits: it has left, was stopped, or was never sent."],
  stop_token_invalid: [404, "This link stops nothing. Open it from our mail again, whole."],
  already_left: [409, "It has left already, so it cannot be stopped any more."],
});

/** Of every act that names where a garment goes. */
export const destinationErrors = [
  departureErrors.already_there,
  departureErrors.nobodys_address,
  departureErrors.our_contract,
  departureErrors.no_receiver,
];
