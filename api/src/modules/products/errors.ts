import { defineErrors } from "../../errors.ts";

export const productErrors = defineErrors({
  product_not_found: [404, "We have no product of this name. All of them are at /api/products."],
});
