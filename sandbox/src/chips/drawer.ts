import { join } from "node:path";
import { bytesToHex, type Hex } from "viem";
import { openTable } from "../table.ts";
import { deriveKey, type KeyPair, openSecret } from "./keys.ts";

/** A chip as the encoding station wrote it down. */
export interface ChipRow {
  /** "batch-serial": the piece it is sewn into. */
  id: string;
  batch: number;
  serial: number;
  label: string;
  /** Taps so far; the next rolling URL carries counter + 1. */
  counter: number;
  /** pk1's Ethereum address: who the chip is on chain. */
  address: Hex;
  /** pk2's Ethereum address: who signs taps and challenges. */
  pk2Address: Hex;
  lastTap?: { rnd: string; rndsig: string };
}

interface Keys {
  pk1: KeyPair;
  pk2: KeyPair;
}

export type Drawer = ReturnType<typeof openDrawer>;

/** All virtual chips. Keys are never stored: they follow from the drawer's secret, batch and serial. */
export function openDrawer(dataDir: string | undefined) {
  const secret = openSecret(dataDir);
  const table = openTable<ChipRow>(dataDir ? join(dataDir, "chips.jsonl") : undefined);
  const byAddress = new Map<string, string>();
  const index = (row: ChipRow) => {
    byAddress.set(row.address.toLowerCase(), row.id);
    byAddress.set(row.pk2Address.toLowerCase(), row.id);
  };
  for (const row of table.values()) index(row);

  const derived = new Map<string, Keys>();
  function keysOf({ batch, serial }: { batch: number; serial: number }): Keys {
    const id = `${batch}-${serial}`;
    const keys = derived.get(id) ?? {
      pk1: deriveKey(secret, `pk1 ${id}`),
      pk2: deriveKey(secret, `pk2 ${id}`),
    };
    derived.set(id, keys);
    return keys;
  }

  return {
    keysOf,
    list: () => table.values().sort((a, b) => a.batch - b.batch || a.serial - b.serial),
    /** By pk1's or pk2's address. */
    find(address: string): ChipRow | undefined {
      const id = byAddress.get(address.toLowerCase());
      return id === undefined ? undefined : table.get(id);
    },
    /** The encoding station: makes the chip of a piece, or finds the one there is. */
    encode({ batch, serial, label }: { batch: number; serial: number; label?: string | undefined }): ChipRow {
      const id = `${batch}-${serial}`;
      const before = table.get(id);
      if (before && (label === undefined || label === before.label)) return before;
      const keys = keysOf({ batch, serial });
      const row: ChipRow = {
        id,
        batch,
        serial,
        label: label ?? "",
        counter: before?.counter ?? 0,
        address: keys.pk1.address,
        pk2Address: keys.pk2.address,
      };
      table.set(row);
      index(row);
      return row;
    },
    save: (row: ChipRow) => table.set(row),
  };
}

/** A chip as scripts see it: addresses, and public keys as 65-byte hex with 0x. */
export function toChip(drawer: Drawer, row: ChipRow) {
  const { pk1, pk2 } = drawer.keysOf(row);
  return {
    address: row.address,
    pk2Address: row.pk2Address,
    pk1: bytesToHex(pk1.publicKey),
    pk2: bytesToHex(pk2.publicKey),
    batch: row.batch,
    serial: row.serial,
    label: row.label,
    counter: row.counter,
  };
}
