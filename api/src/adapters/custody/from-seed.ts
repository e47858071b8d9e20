import { HDKey, hdKeyToAccount } from "viem/accounts";
import type { Custody } from "./custody.ts";

/** How long a seed is, in bytes. */
export const seedBytes = 32;

/** Custody over a seed of 32 bytes, wherever it was kept: BIP-32, m/44'/60'/0'/0/index. */
export function custodyFromSeed(seed: Uint8Array): Custody {
  if (seed.length !== seedBytes)
    throw new Error(
      `What the custody seed's file holds is ${seed.length} bytes, and a seed is ${seedBytes}.`,
    );
  const master = HDKey.fromMasterSeed(seed);
  const accountAt = (addressIndex: number) => hdKeyToAccount(master, { addressIndex });
  return {
    addressOf: async (index) => accountAt(index).address,
    signTypedData: (index, typedData) => accountAt(index).signTypedData(typedData),
  };
}
