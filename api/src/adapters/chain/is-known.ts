import { BaseError, ContractFunctionRevertedError } from "viem";

/** Whether a contract knows what a read asks for. It answers for an unknown id with the error of that name. */
export async function isKnown(read: Promise<unknown>, unknownError: string): Promise<boolean> {
  try {
    await read;
    return true;
  } catch (error) {
    const reverted =
      error instanceof BaseError && error.walk((cause) => cause instanceof ContractFunctionRevertedError);
    if (reverted instanceof ContractFunctionRevertedError && reverted.data?.errorName === unknownError)
      return false;
    throw error;
  }
}
