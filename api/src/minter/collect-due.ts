import type { Address } from "viem";
import type { Deps } from "../deps.ts";
import type { Outgoing } from "./store-before-send.ts";

export type Collecting = Pick<Deps, "db" | "chain" | "log"> & {
  /** Signs and pays. */
  sender: Address;
  /** The most gas that a transaction may have, at the price of now. */
  gasCeiling(): Promise<bigint>;
};

/** What came of the groups of requests that are due: each travels in a transaction of its own. */
export type Collected = {
  /** The calls that can go now. */
  outgoing: Outgoing[];
  /** Why the chain could not be asked about others. */
  failures: unknown[];
  /** How many groups there were. None: nothing is due. */
  groups: number;
};

/**
 * Asks the chain about what is due, at most `most` groups, and decides nothing: it may run beside all else that a round
 * asks. What it gives decides, once the rest of the round is known.
 */
export type LookAtDue<Needs> = (deps: Needs, most: number) => Promise<() => Promise<Collected>>;

/** Brings groups that are decided side by side together. One about which the chain could not be asked holds up no other. */
export async function collectGroups(groups: Promise<Outgoing | null>[]): Promise<Collected> {
  const settled = await Promise.allSettled(groups);
  return {
    outgoing: settled.flatMap((each) => (each.status === "fulfilled" && each.value ? [each.value] : [])),
    failures: settled.flatMap((each) => (each.status === "rejected" ? [each.reason] : [])),
    groups: groups.length,
  };
}
