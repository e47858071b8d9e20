import { randomInt } from "node:crypto";

// Crockford's base 32: no I, L, O or U, so it can be read out on the phone.
const signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** FLX- and six random signs: it tells nobody how many orders there are. */
export function newOrderNumber(): string {
  return `FLX-${Array.from({ length: 6 }, () => signs[randomInt(32)]).join("")}`;
}
