import { BaseError, ContractFunctionRevertedError } from "viem";

/** A contract's refusal, read out of an error. Null for any other fault, such as a node that is down. */
export function revertOf(error: unknown): ContractFunctionRevertedError | null {
  if (!(error instanceof BaseError)) return null;
  const revert = error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  return revert instanceof ContractFunctionRevertedError ? revert : null;
}
