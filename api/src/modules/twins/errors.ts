import { defineErrors } from "../../errors.ts";

export const garmentErrors = defineErrors({
  garment_not_yours: [404, "You hold no such garment."],
  not_in_custody: [409, "This garment is in your own wallet. Send it from there."],
  receiver_refused: [409, "{to} cannot receive a garment: nobody could move it on from there."],
  already_sending: [409, "This garment is on its way to another address already."],
  not_sent: [404, "This garment was not sent to anybody."],
});
