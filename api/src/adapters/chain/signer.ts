import type { Hex, LocalAccount } from "viem";
import { privateKeyToAccount } from "viem/accounts";

/** A key that pays gas. A key management service fits behind it by viem's `toAccount`. */
export type Signer = Pick<LocalAccount, "address" | "signTransaction">;

/** A key held in this process's memory. */
export function localSigner(privateKey: Hex): Signer {
  return privateKeyToAccount(privateKey);
}
