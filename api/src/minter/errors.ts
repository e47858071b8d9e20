import { defineErrors } from "../errors.ts";

export const minterErrors = defineErrors({
  too_many_under_way: [
    429,
    "{underWay} acts of yours are on their way to the chain. Wait until some of them are there, then try again.",
  ],
});
