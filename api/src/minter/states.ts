/**
 * A mint's life. `signed`: its transaction is stored, and goes out after every crash. `sent`: a node took it. A
 * reorganisation takes it back from mined to signed. `parked`: it cannot be done as it is. `given_up`: it is proved that
 * it never happens, and its buyer has another garment or the money back. The row of an order that was cancelled while it was
 * `queued`, with nothing signed, is deleted (withdraw-mints.ts).
 */
export const mintStates = {
  queued: ["signed", "final", "parked"],
  signed: ["sent", "mined", "queued", "parked"],
  sent: ["mined", "queued", "parked"],
  mined: ["final", "signed", "queued", "parked"],
  // What was final is looked at for ever: a chain may be restored to an earlier day.
  final: ["mined"],
  parked: ["queued", "given_up"],
  given_up: [],
} as const;
export type MintState = keyof typeof mintStates;

/** A relay (a garment sent out of custody, a ballot) lives the same life, but nothing is given in its place. */
const { given_up: _, ...relayed } = mintStates;
export const relayStates = { ...relayed, parked: ["queued"] } as const;

/** A nonce's life. `displaced`: another transaction than any of ours took it. */
export const transactionStates = {
  stored: ["sent", "mined", "reverted", "displaced"],
  sent: ["mined", "reverted", "displaced"],
  mined: ["final", "sent"],
  final: ["mined"],
  reverted: ["mined"],
  // A node said that the nonce was used, and was wrong.
  displaced: ["mined", "reverted"],
} as const;

export const keysOf = <Life extends Record<string, unknown>>(life: Life) =>
  Object.keys(life) as [keyof Life & string, ...(keyof Life & string)[]];
