import { batchAndSerialOf } from "@flux/contracts";

/** A garment by what stands on it: its batch and its number. */
export function garmentInWords(tokenId: bigint): string {
  const { batchId, serial } = batchAndSerialOf(tokenId);
  return `Batch ${batchId}, number ${serial}`;
}
