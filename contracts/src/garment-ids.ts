import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";

/** Token ids are `batch * 1_000_000 + serial`, as in FluxGarment.sol. */
export const idsPerBatch = 1_000_000;
export const maxCap = 999_999;
/** 2^32 - 1: every token id is then also an exact JavaScript number. */
export const maxBatchId = 4_294_967_295;

/** The token id of a garment. Throws a RangeError for a batch or serial that the contract would refuse. */
export function tokenIdOf(batchId: number, serial: number): bigint {
  if (!Number.isInteger(batchId) || batchId < 1 || batchId > maxBatchId) {
    throw new RangeError(`a batch id is an integer from 1 to ${maxBatchId}, not ${batchId}`);
  }
  if (!Number.isInteger(serial) || serial < 1 || serial > maxCap) {
    throw new RangeError(`a serial is an integer from 1 to ${maxCap}, not ${serial}`);
  }
  return BigInt(batchId) * BigInt(idsPerBatch) + BigInt(serial);
}

/** The inverse of `tokenIdOf`. Throws a RangeError for an id that no garment can have. */
export function batchAndSerialOf(tokenId: bigint): { batchId: number; serial: number } {
  const batchId = Number(tokenId / BigInt(idsPerBatch));
  const serial = Number(tokenId % BigInt(idsPerBatch));
  if (tokenId < 0n || batchId < 1 || batchId > maxBatchId || serial === 0) {
    throw new RangeError(`no garment can have the token id ${tokenId}`);
  }
  return { batchId, serial };
}

/** What the chain keeps of a signing chip: `keccak256(abi.encode(address))`. */
export function tagHashOfChip(chipAddress: Address): Hex {
  return keccak256(encodeAbiParameters([{ type: "address" }], [chipAddress]));
}
