import { revertOf } from "./revert-of.ts";

/** Whether a contract knows what a read asks for. It answers for an unknown id with the error of that name. */
export async function isKnown(read: Promise<unknown>, unknownError: string): Promise<boolean> {
  try {
    await read;
    return true;
  } catch (error) {
    if (revertOf(error)?.data?.errorName === unknownError) return false;
    throw error;
  }
}
