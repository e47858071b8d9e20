import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";

// The file's one line: the version, then base64url of salt (16 bytes), nonce (12), the encrypted seed and its tag (16).
// The version fixes what the key costs, so that nobody who writes the file can choose it.
const version = "flux-seed-v1:";
/** RFC 7914: 128 MiB and some tenths of a second a try. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 ** 2 };
const sizes = { salt: 16, nonce: 12, tag: 16 };

export const isSealed = (text: string) => text.startsWith("flux-seed-");

/** Encrypts a seed by a passphrase: scrypt, then AES-256-GCM over it with the version as its context. */
export function sealByPassphrase(seed: Uint8Array, passphrase: string): string {
  const [salt, nonce] = [randomBytes(sizes.salt), randomBytes(sizes.nonce)];
  const cipher = createCipheriv("aes-256-gcm", keyOf(passphrase, salt), nonce).setAAD(Buffer.from(version));
  const body = Buffer.concat([cipher.update(seed), cipher.final(), cipher.getAuthTag()]);
  return version + Buffer.concat([salt, nonce, body]).toString("base64url");
}

/** @throws when it is not of this version, or not sealed by this passphrase; says nothing of either */
export function unsealByPassphrase(sealed: string, passphrase: string): Buffer {
  if (!sealed.startsWith(version)) throw new Error("It is sealed in a way that this FLUX does not know.");
  const bytes = Buffer.from(sealed.slice(version.length), "base64url");
  const from = (start: number, length: number) => bytes.subarray(start, start + length);
  const salt = from(0, sizes.salt);
  const nonce = from(sizes.salt, sizes.nonce);
  const body = bytes.subarray(sizes.salt + sizes.nonce);
  if (body.length <= sizes.tag) throw new Error("It is cut off.");
  const decipher = createDecipheriv("aes-256-gcm", keyOf(passphrase, salt), nonce, {
    authTagLength: sizes.tag,
  });
  decipher.setAAD(Buffer.from(version)).setAuthTag(body.subarray(-sizes.tag));
  try {
    return Buffer.concat([decipher.update(body.subarray(0, -sizes.tag)), decipher.final()]);
  } catch {
    throw new Error("CUSTODY_PASSPHRASE does not open it, or the file was changed.");
  }
}

const keyOf = (passphrase: string, salt: Buffer) => scryptSync(passphrase.normalize("NFC"), salt, 32, cost);
