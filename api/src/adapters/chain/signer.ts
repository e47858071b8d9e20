import type { Hex, LocalAccount } from "viem";
import { privateKeyToAccount } from "viem/accounts";

/** A key that pays gas. A key management service fits behind it by viem's `toAccount`. */
export type Signer = Pick<LocalAccount, "address" | "signTransaction">;

/** The worker's keys. No other process is given them. */
export type Signers = {
  /** Holds MINTER_ROLE and mints what was paid. */
  minter: Signer;
  /** Holds no role: pays the gas of what people signed. */
  relayer: Signer;
};

/** Keys held in this process's memory. */
export function localSigners(env: { MINTER_KEY: Hex; RELAYER_KEY: Hex }): Signers {
  return { minter: privateKeyToAccount(env.MINTER_KEY), relayer: privateKeyToAccount(env.RELAYER_KEY) };
}
