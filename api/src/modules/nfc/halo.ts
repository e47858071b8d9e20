import { createHash } from "node:crypto";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { type Address, bytesToHex, type Hex, hexToBytes } from "viem";
import { publicKeyToAddress } from "viem/accounts";

// Signatures of HaLo class chips (secp256k1). Source: arx-research/libhalo, docs/halo-command-set.md: key 2
// signs nothing but these two digests, so no site can make it sign a transfer.
const challengePrefix = "\x19External chall pk2:\n";
const counterPrefix = "\x19Attest counter pk2:\n";

/** SHA-256 over the prefix and the 32 bytes that a server chose: what `sign_challenge` signs. */
export const challengeDigest = (challenge: Hex) => prefixedDigest(challengePrefix, challenge);

/** SHA-256 over the prefix and `rnd`: what the rolling URL's `rndsig` signs. */
export const counterDigest = (rnd: Hex) => prefixedDigest(counterPrefix, rnd);

/** How often the chip has been read: the first 4 bytes of `rnd`, big endian. */
export const counterOf = (rnd: Hex) => Number.parseInt(rnd.slice(2, 10), 16);

/**
 * The two addresses of which one made this signature; which one, a DER signature does not say. Empty for
 * bytes that are no signature. High s is welcome: about half of what chips sign has it.
 */
export function signersOf(digest: Uint8Array, derSignature: Hex): Address[] {
  try {
    const signature = secp256k1.Signature.fromBytes(unpadded(derSignature), "der");
    return [0, 1].map((bit) => {
      const point = signature.addRecoveryBit(bit).recoverPublicKey(digest);
      return publicKeyToAddress(bytesToHex(point.toBytes(false)));
    });
  } catch {
    return [];
  }
}

/** The address of a 65 byte uncompressed public key. */
export const addressOfKey = (publicKey: Hex): Address => publicKeyToAddress(publicKey);

// A chip pads its DER to a fixed length; the second byte is the length of what counts.
function unpadded(derSignature: Hex): Uint8Array {
  const bytes = hexToBytes(derSignature);
  return bytes.subarray(0, (bytes[1] ?? 0) + 2);
}

function prefixedDigest(prefix: string, payload: Hex): Uint8Array {
  const digest = createHash("sha256").update(prefix, "latin1").update(hexToBytes(payload)).digest();
  return new Uint8Array(digest);
}
