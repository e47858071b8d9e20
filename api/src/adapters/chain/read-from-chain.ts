import { BaseError } from "viem";
import { chainErrors } from "./errors.ts";
import { revertOf } from "./revert-of.ts";

/**
 * Reads what only the chain may say. A node that does not answer is a 503, never a guess: gates fail closed.
 * A contract that refuses the read throws as it is.
 */
export async function readFromChain<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (revertOf(error) || !(error instanceof BaseError)) throw error;
    throw chainErrors.chain_unreachable({ retryAfterSec: 2 }, error);
  }
}
