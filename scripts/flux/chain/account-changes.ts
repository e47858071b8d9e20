import type { Address, Hash, Hex } from "viem";

/** An account as anvil's state file has it. */
export type Account = { nonce: number; balance: Hex; code: Hex; storage: Record<Hash, Hash> };
export type Accounts = Record<Address, Account>;

/** What a block left in the accounts that it touched; null for an account that is gone. */
export type Changes = Record<Address, (Partial<Record<"balance" | "nonce" | "code", Hex>> & Storage) | null>;
type Storage = { storage?: Record<Hash, Hash> };

// A state diff as OpenEthereum wrote it: "=" unchanged, "+" new, "-" gone, "*" from one value to another.
type Delta<T extends Hex = Hex> = "=" | { "+": T } | { "-": T } | { "*": { from: T; to: T } };
export type StateDiff = Record<
  Address,
  Record<"balance" | "nonce" | "code", Delta> & { storage: Record<Hash, Delta<Hash>> }
>;

/** The changes of a block, from those of its transactions in their order. */
export function changesOf(diffs: readonly StateDiff[]): Changes {
  const changes: Changes = {};
  for (const [address, delta] of diffs.flatMap((diff) => entriesOf(diff))) {
    if (isGone(delta.balance)) {
      changes[address] = null;
      continue;
    }
    const change = changes[address] ?? {};
    changes[address] = change;
    for (const field of ["balance", "nonce", "code"] as const) {
      const value = valueAfter(delta[field]);
      if (value !== null) change[field] = value;
    }
    for (const [slot, slotDelta] of entriesOf(delta.storage)) {
      change.storage ??= {};
      change.storage[slot] = valueAfter(slotDelta) ?? zero;
    }
  }
  return changes;
}

export function applyChanges(accounts: Accounts, changes: Changes) {
  for (const [address, change] of entriesOf(changes)) {
    if (!change) {
      delete accounts[address];
      continue;
    }
    accounts[address] ??= { nonce: 0, balance: "0x0", code: "0x", storage: {} };
    const account = accounts[address];
    if (change.nonce !== undefined) account.nonce = Number(change.nonce);
    account.balance = change.balance ?? account.balance;
    account.code = change.code ?? account.code;
    Object.assign(account.storage, change.storage);
  }
}

const zero: Hash = `0x${"0".repeat(64)}`;
const isGone = (delta: Delta) => delta !== "=" && "-" in delta;

function valueAfter<T extends Hex>(delta: Delta<T>): T | null {
  if (delta === "=" || "-" in delta) return null;
  return "+" in delta ? delta["+"] : delta["*"].to;
}

const entriesOf = <K extends string, V>(record: Record<K, V>) => Object.entries(record) as [K, V][];
