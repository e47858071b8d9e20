import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * What a client holds is a session's token and our HMAC over it: `<token>.<base64 of HMAC-SHA-256>`. So junk never
 * reaches the database.
 */
export function signSessionToken(token: string, secret: string): string {
  return `${token}.${mac(token, secret).toString("base64")}`;
}

/** The token, or null when the signature is not ours. */
export function readSessionToken(signed: string, secret: string): string | null {
  const dot = signed.lastIndexOf(".");
  if (dot < 1) return null;
  const token = signed.slice(0, dot);
  const given = Buffer.from(signed.slice(dot + 1), "base64");
  const expected = mac(token, secret);
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

function mac(token: string, secret: string) {
  return createHmac("sha256", secret).update(token).digest();
}
