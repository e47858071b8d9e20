import { defineErrors } from "../../http/error.ts";

export const garmentErrors = defineErrors({
  sold_out: [409, "{what} is sold out. This edition is not made again."],
  not_enough_left: [409, "Only {left} of {what} left. Take fewer."],
  garment_not_yours: [404, "You hold no such garment."],
  not_in_custody: [409, "This garment is in your own wallet. Send it from there."],
  receiver_refused: [409, "{to} cannot receive a garment: nobody could move it on from there."],
  already_sending: [409, "This garment is on its way to another address already."],
  not_sent: [404, "This garment was not sent to anybody."],
});
