/**
 * A mint's life. `sent` means that its signed transaction is stored: from here it goes out, again after
 * every crash, until it is mined. A reorganisation takes it back from mined to sent.
 */
export const mintStates = {
  queued: ["sent", "final", "failed"],
  sent: ["mined", "queued", "failed"],
  mined: ["final", "sent"],
  // Only on a chain that forgot what was final: a local one that was reset.
  final: ["mined"],
  failed: ["queued"],
} as const;
export type MintState = keyof typeof mintStates;

/** A relay (a garment sent out of custody, a ballot) lives the same life. */
export const relayStates = mintStates;

/** A signed transaction's life. `displaced`: another transaction took its nonce. */
export const transactionStates = {
  stored: ["sent"],
  sent: ["mined", "reverted", "displaced"],
  mined: ["final", "sent"],
  final: ["mined"],
  reverted: ["mined"],
  displaced: [],
} as const;

export const keysOf = <Life extends Record<string, unknown>>(life: Life) =>
  Object.keys(life) as [keyof Life & string, ...(keyof Life & string)[]];
