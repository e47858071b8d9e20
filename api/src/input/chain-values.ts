import { batchAndSerialOf } from "@flux/contracts";
import { z } from "@hono/zod-openapi";
import { getAddress, isAddress } from "viem";

/** An address in lower case or with its right checksum; a wrong checksum is a slip of the hand. */
export const addressSchema = z
  .string()
  .refine(
    (value) => isAddress(value),
    "an address is 0x and 40 hex digits, with its checksum or in lower case",
  )
  .transform((value) => getAddress(value))
  .openapi({ type: "string", example: "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045" });

const maxUint256 = 2n ** 256n - 1n;
export const tokenIdSchema = z
  .string()
  .regex(/^\d{1,78}$/, "a token id is a decimal number")
  .transform(BigInt)
  .refine((value) => value <= maxUint256, "a token id is below 2^256")
  .openapi({ type: "string", example: "1000042" });

/** A token id, or batch and serial. Null for an id that no garment can have. */
export const garmentIdSchema = z
  .string()
  .regex(/^(\d{1,78}|\d{1,10}-\d{1,6})$/, "an id here is a token id, or batch and serial as in 1-42")
  .transform((id) => {
    const [batchId = "", serial] = id.split("-");
    return placeOf(serial === undefined ? BigInt(id) : BigInt(batchId) * 1_000_000n + BigInt(serial));
  })
  .openapi({ type: "string", example: "1-42" });

/** Batch and serial of a token id; null for one that no garment of ours can have. */
export function placeOf(tokenId: bigint) {
  try {
    const place = batchAndSerialOf(tokenId);
    return place.batchId < 2 ** 31 ? place : null;
  } catch {
    return null;
  }
}
