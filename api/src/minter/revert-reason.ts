import { BaseError, ContractFunctionRevertedError } from "viem";

/** Why the chain refuses a call. `lasting`: trying again later changes nothing. */
export type RevertReason = { reason: string; lasting: boolean };

/** Reads a contract's refusal out of an error. Null for any other fault, such as a node that is down. */
export function revertReason(error: unknown): RevertReason | null {
  if (!(error instanceof BaseError)) return null;
  const revert = error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  if (!(revert instanceof ContractFunctionRevertedError)) return null;
  if (!revert.data) return { reason: revert.reason ?? revert.shortMessage, lasting: false };
  const { errorName, args = [] } = revert.data;
  return {
    reason: `${errorName}(${args.join(", ")})`,
    // A pause or a missing role passes; what the garment's own rules refuse does not.
    lasting: /^(FluxGarment|FluxVoting|ERC721)/.test(errorName),
  };
}
