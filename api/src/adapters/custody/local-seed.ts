import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { HDKey, hdKeyToAccount } from "viem/accounts";
import type { Custody } from "./custody.ts";

/** Custody over a seed in a file: 64 hex digits, readable by its owner only (0600). BIP-32, m/44'/60'/0'/0/index. */
export function createLocalSeedCustody(seedFile: string, options: { create: boolean }): Custody {
  if (options.create) createSeedFile(seedFile);
  const master = HDKey.fromMasterSeed(readSeedFile(seedFile));
  const accountAt = (addressIndex: number) => hdKeyToAccount(master, { addressIndex });
  return {
    addressOf: async (index) => accountAt(index).address,
    signTypedData: (index, typedData) => accountAt(index).signTypedData(typedData),
  };
}

function readSeedFile(file: string): Buffer {
  if (statSync(file).mode & 0o077) {
    throw new Error(`Others can read the custody seed ${file}. Run: chmod 600 ${file}`);
  }
  const hex = readFileSync(file, "utf8").trim().replace(/^0x/, "");
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new Error(`The custody seed ${file} must hold 64 hex digits.`);
  return Buffer.from(hex, "hex");
}

/** A new seed, unless the file is there. Linked into place whole: of two processes that start at once, one wins. */
function createSeedFile(file: string) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
}
