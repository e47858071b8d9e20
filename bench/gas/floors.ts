import { type Hex, hexToBytes, type Log, size } from "viem";

/** What an act cannot do without. */
export type Needs = {
  /** Slots that come to be: 20,000 + 2,100 each. */
  newSlots?: number;
  /** Slots that change: 2,900 + 2,100 each. */
  changedSlots?: number;
  /** Slots that are only read: 2,100 each. */
  readSlots?: number;
  /** Signatures to recover: 3,000 for ecrecover and 100 for the call to it. */
  signatures?: number;
};

/**
 * The gas that no contract doing this could save: the transaction, its calldata, the slots it needs, its events and
 * its signatures, at the prices of EIP-2028, 2929 and 3529; nothing for computing, memory or calls to other contracts.
 */
export function floorOf({ data, logs }: { data: Hex; logs: Log[] }, needs: Needs): number {
  const { newSlots = 0, changedSlots = 0, readSlots = 0, signatures = 0 } = needs;
  const calldata = hexToBytes(data).reduce((sum, byte) => sum + (byte === 0 ? 4 : 16), 0);
  const events = logs.reduce((sum, log) => sum + 375 * (1 + log.topics.length) + 8 * size(log.data), 0);
  return (
    21_000 +
    calldata +
    22_100 * newSlots +
    5_000 * changedSlots +
    2_100 * readSlots +
    3_100 * signatures +
    events
  );
}
