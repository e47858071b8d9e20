import type { LocalAccount } from "viem";

/** A key that pays gas: in this process's memory, or kept by AWS KMS (open-signers.ts). */
export type Signer = Pick<LocalAccount, "address" | "signTransaction">;

/** The worker's keys. No other process is given them. */
export type Signers = {
  /** Holds MINTER_ROLE and mints what was paid. */
  minter: Signer;
  /** Holds no role: pays the gas of what people signed. */
  relayer: Signer;
};
