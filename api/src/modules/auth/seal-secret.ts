import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

type Secret = { AUTH_SECRET: string };

/**
 * Seals what we must read again, such as the secret of an authenticator app: AES-256-GCM under a key from AUTH_SECRET,
 * bound to whose it is, so that a row copied to somebody else opens nothing. Base64 of nonce, tag and ciphertext.
 */
export function sealSecret({ AUTH_SECRET }: Secret, { of, text }: { of: string; text: string }): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFrom(AUTH_SECRET), nonce).setAAD(boundTo(of));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
}

/** Opens what `sealSecret` sealed. Throws where it was changed, is another's, or AUTH_SECRET is not the one it was sealed with. */
export function openSecret({ AUTH_SECRET }: Secret, { of, sealed }: { of: string; sealed: string }): string {
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", keyFrom(AUTH_SECRET), bytes.subarray(0, 12))
    .setAAD(boundTo(of))
    .setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}

const boundTo = (whose: string) => Buffer.from(whose);
const keyFrom = (secret: string) => Buffer.from(hkdfSync("sha256", secret, "", "flux sealed 1", 32));
