import { revertOf } from "../adapters/chain/revert-of.ts";

/** Why the chain refuses a call. `lasting`: trying again later changes nothing. */
export type RevertReason = { reason: string; lasting: boolean };

/** Reads a contract's refusal out of an error. Null for any other fault, such as a node that is down. */
export function revertReason(error: unknown): RevertReason | null {
  const revert = revertOf(error);
  if (!revert) return null;
  if (!revert.data) return { reason: revert.reason ?? revert.shortMessage, lasting: false };
  const { errorName, args = [] } = revert.data;
  return {
    reason: `${errorName}(${args.join(", ")})`,
    // A pause or a missing role passes; what the garment's own rules refuse does not.
    lasting: /^(FluxGarment|FluxVoting|ERC721)/.test(errorName),
  };
}
