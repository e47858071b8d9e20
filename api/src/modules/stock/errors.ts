import { defineErrors } from "../../errors.ts";

export const stockErrors = defineErrors({
  sold_out: [409, "{what} is sold out. This edition is not made again."],
  not_enough_left: [409, "Only {left} of {what} left. Take fewer."],
});
