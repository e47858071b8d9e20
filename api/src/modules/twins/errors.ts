import { defineErrors } from "../../errors.ts";

export const garmentErrors = defineErrors({
  garment_not_yours: [404, "You hold no such garment."],
  not_in_custody: [409, "This garment is in your own wallet. Send it from there."],
  not_sent: [404, "This garment was not sent to anybody."],
});
