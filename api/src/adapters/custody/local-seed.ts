import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { seedBytes } from "./from-seed.ts";
import { isSealed, sealByPassphrase, unsealByPassphrase } from "./passphrase-seal.ts";

type LocalSeed = {
  passphrase?: string | undefined;
  /** Makes a new one where there is none. */
  create: boolean;
  /** Reads 64 hex digits too. Not in production: who copies the disk has every garment in custody. */
  allowPlain: boolean;
};

/** The seed in a file readable by its owner only (0600): sealed by a passphrase, or 64 hex digits where that is allowed. */
export function readLocalSeed(file: string, { passphrase, create, allowPlain }: LocalSeed): Uint8Array {
  if (create) createSeedFile(file, passphrase);
  if (statSync(file).mode & 0o077) {
    throw new Error(`Others can read the custody seed ${file}. Run: chmod 600 ${file}`);
  }
  const text = readFileSync(file, "utf8").trim();
  if (!isSealed(text)) {
    const seed = readPlainSeed(file);
    if (allowPlain) return seed;
    throw new Error(
      `The custody seed ${file} is not sealed. Seal it: ./flux keys seal ${file} <new file>, and let CUSTODY_SEED_FILE name that.`,
    );
  }
  if (!passphrase) throw new Error(`The custody seed ${file} is sealed: CUSTODY_PASSPHRASE opens it.`);
  try {
    return unsealByPassphrase(text, passphrase);
  } catch (error) {
    throw new Error(`The custody seed ${file} stays closed. ${(error as Error).message}`);
  }
}

/** @throws unless the file holds 64 hex digits */
export function readPlainSeed(file: string): Uint8Array {
  const hex = readFileSync(file, "utf8").trim().replace(/^0x/, "");
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new Error(`The custody seed ${file} must hold 64 hex digits.`);
  return Buffer.from(hex, "hex");
}

/** A new seed, unless the file is there. */
function createSeedFile(file: string, passphrase: string | undefined) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const seed = randomBytes(seedBytes);
  try {
    writeNewFile(file, passphrase ? sealByPassphrase(seed, passphrase) : seed.toString("hex"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/**
 * Writes a line into a file that is not there yet, for its owner only. Linked into place whole: of two processes that
 * start at once, one wins. @throws EEXIST
 */
export function writeNewFile(file: string, line: string) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${line}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } finally {
    rmSync(draft);
  }
}
