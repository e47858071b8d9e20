import { Secret, TOTP } from "otpauth";

const periodSec = 30;

const totp = (secret: string, label = "") =>
  new TOTP({ issuer: "FLUX", label, secret, algorithm: "SHA1", digits: 6, period: periodSec });

/** A new secret for an authenticator app: 160 random bits, base32. */
export const newAppSecret = () => new Secret({ size: 20 }).base32;

/** What an app reads from a picture: `otpauth://totp/FLUX:…` */
export const appLink = (secret: string, label: string) => totp(secret, label).toString();

/** The code that an app shows at a time. */
export const codeAt = (secret: string, at: Date) => totp(secret).generate({ timestamp: at.getTime() });

/**
 * The 30 seconds, counted from 1970, that a code is of (RFC 6238): now, or the ones before and after for a clock that is
 * a little wrong. Null for a code of no such time.
 */
export function stepOf(secret: string, code: string, now = Date.now()): number | null {
  const delta = totp(secret).validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? null : Math.floor(now / 1000 / periodSec) + delta;
}
