import type { Address, Hex } from "viem";
import type { Tx } from "../../db/client.ts";
import type { TwinGarment } from "../twins/find-garments.ts";

/** Why a tap proves nothing. */
export const tapRefusals = [
  "unknown_tag",
  "tag_retired",
  "bad_signature",
  "challenge_expired",
  "challenge_reused",
  "counter_replayed",
  // The books were restored: nobody knows whether this was seen before. The next tap tells.
  "stale",
] as const;
export type TapRefusal = (typeof tapRefusals)[number];

/** What a phone read off a tag. Hex with 0x. */
export type Scan =
  | { kind: "challenge"; challengeId: string; chipAddress?: Address | undefined; signature: Hex }
  | { kind: "url"; pk2: Hex; rnd: Hex; rndsig: Hex };

/** A read whose signature is a chip's own; not yet known: which garment, and whether we saw it before. */
export type Read = {
  /** The chip's second key: one of these. */
  signers: Address[];
  /** What the reader says the chip is. */
  claimed?: Address | undefined;
  /** Counts the read, in the transaction that records it; a refusal if it was counted before. */
  spend(tx: Tx, garment: TwinGarment): Promise<TapRefusal | { challengeId?: string; counter?: number }>;
};
