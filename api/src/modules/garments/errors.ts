import { defineErrors } from "../../http/error.ts";

export const garmentErrors = defineErrors({
  sold_out: [409, "{what} is sold out. This edition is not made again."],
  not_enough_left: [409, "Only {left} of {what} left. Take fewer."],
});
