import { BaseError, ContractFunctionRevertedError } from "viem";
import { chainErrors } from "./errors.ts";

/**
 * Reads what only the chain may say. A node that does not answer is a 503, never a guess: gates fail closed.
 * A contract that refuses the read throws as it is.
 */
export async function readFromChain<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const refused =
      error instanceof BaseError && error.walk((cause) => cause instanceof ContractFunctionRevertedError);
    if (refused || !(error instanceof BaseError)) throw error;
    throw chainErrors.chain_unreachable({ retryAfterSec: 2 }, error);
  }
}
