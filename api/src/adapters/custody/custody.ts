import type { Address, Hex, TypedDataDefinition } from "viem";

/**
 * Keeps the keys of people who have no wallet of their own: one address per index. Whoever holds the seed
 * holds every garment in custody, so no key, and nothing derived from one but signatures, leaves it.
 */
export interface Custody {
  /** The address of an index, checksummed. */
  addressOf(index: number): Promise<Address>;
  /** The EIP-712 signature of that address, 65 bytes. */
  signTypedData(index: number, typedData: TypedDataDefinition): Promise<Hex>;
}
