import { createHash } from "node:crypto";
import type { Address } from "./tables.ts";

/**
 * One door as one key, however its address is written: without names and phones, which cost nothing to change, and without
 * signs, case and the order of words.
 */
export function addressKeyOf({ line1, line2 = "", postalCode }: Address): string {
  const words = `${line1} ${line2}`
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .sort();
  return createHash("sha256")
    .update([postalCode, ...words].join(" "))
    .digest("base64url");
}
