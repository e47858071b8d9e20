import { createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { bytesToHex, type Hex } from "viem";
import { privateKeyToAddress } from "viem/accounts";

export interface KeyPair {
  privateKey: Uint8Array;
  /** 65 bytes, uncompressed, as chips write it into their URL. */
  publicKey: Uint8Array;
  address: Hex;
}

/** The secret every chip of this drawer derives its keys from: made once, kept beside the drawer. */
export function openSecret(dataDir: string | undefined): Buffer {
  if (!dataDir) return randomBytes(32);
  const file = join(dataDir, "secret.hex");
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600 });
  }
  return Buffer.from(readFileSync(file, "utf8").trim(), "hex");
}

/** Key of a slot ("pk1", "pk2") of one chip: the same secret and name always give the same key. */
export function deriveKey(secret: Buffer, name: string): KeyPair {
  const digest = createHmac("sha256", secret).update(`flux chip ${name}`).digest();
  // A digest at or above the curve's order has a chance of 2^-128; it would be refused here.
  return toKeyPair(new Uint8Array(digest));
}

export function randomKey(): KeyPair {
  return toKeyPair(secp256k1.utils.randomSecretKey());
}

function toKeyPair(privateKey: Uint8Array): KeyPair {
  return {
    privateKey,
    publicKey: secp256k1.getPublicKey(privateKey, false),
    address: privateKeyToAddress(bytesToHex(privateKey)),
  };
}
