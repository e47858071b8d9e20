import { createHash, randomBytes } from "node:crypto";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { bytesToHex, concatBytes, type Hex, hexToBytes, type TypedDataDefinition } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { KeyPair } from "./keys.ts";

/*
 * What a HaLo chip computes. Source: arx-research/libhalo, docs/halo-command-set.md and key-slots.md (1.18.1):
 * slot 1 signs anything, slot 2 only its own prefixed digests, so a slot 2 signature can't be a transaction.
 */

/** SHA256("\x19External chall pk2:\n" || challenge32): what `sign_challenge` signs with slot 2. */
export function challengeDigest(challenge: Uint8Array): Uint8Array {
  return sha256(concatBytes([text("\x19External chall pk2:\n"), challenge]));
}

/** SHA256("\x19Attest counter pk2:\n" || payload32): what the rolling URL (`rnd`) is signed with, slot 2. */
export function counterDigest(payload: Uint8Array): Uint8Array {
  return sha256(concatBytes([text("\x19Attest counter pk2:\n"), payload]));
}

/** DER, as chips answer: s is not normalised, so about every second signature is high-S. */
export function signDigest(key: KeyPair, digest: Uint8Array): Uint8Array {
  return secp256k1.sign(digest, key.privateKey, {
    prehash: false,
    lowS: false,
    format: "der",
    extraEntropy: true,
  });
}

/** `sign_challenge`: the 32 bytes a server chose, signed with slot 2. */
export function signChallenge(pk2: KeyPair, challenge: Hex): { digest: Hex; signature: Hex } {
  const digest = challengeDigest(hexToBytes(challenge));
  return { digest: bytesToHex(digest), signature: bytesToHex(signDigest(pk2, digest)) };
}

export interface RollingUrl {
  pk1: string;
  pk2: string;
  rnd: string;
  rndsig: string;
}

/**
 * What the chip writes into its NDEF URL at each tap: `rnd` = counter (4 bytes, big endian) || 28 random bytes,
 * `rndsig` = DER over it by slot 2, zero-padded to 72 bytes (cut to `sig[1] + 2` bytes before parsing).
 * Upper-case hex without 0x.
 * @param shown the keys the URL claims; a forger shows somebody else's
 */
export function rollingUrl(
  signer: KeyPair,
  shown: { pk1: KeyPair; pk2: KeyPair },
  counter: number,
): RollingUrl {
  const payload = Buffer.concat([uint32(counter), randomBytes(28)]);
  const padded = Buffer.alloc(72);
  padded.set(signDigest(signer, counterDigest(payload)));
  return {
    pk1: hex(shown.pk1.publicKey),
    pk2: hex(shown.pk2.publicKey),
    rnd: hex(payload),
    rndsig: hex(padded),
  };
}

/** `sign {typedData}` with slot 1 (EIP-712): 65 bytes r, s, v with low s, as libhalo hands it to a wallet. */
export function signTypedData(pk1: KeyPair, data: TypedDataDefinition): Promise<Hex> {
  return privateKeyToAccount(bytesToHex(pk1.privateKey)).signTypedData(data);
}

const text = (value: string) => new TextEncoder().encode(value);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex").toUpperCase();

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest());
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
