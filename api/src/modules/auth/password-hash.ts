import { scrypt as scryptCallback, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { hash, verify } from "@node-rs/argon2";
import { eq } from "drizzle-orm";
import type { Db } from "../../db/client.ts";
import { passwords } from "./tables.ts";

const scrypt = promisify<string, string, number, object, Buffer>(scryptCallback);

/** One keyboard sends é as one character, another as two. */
const asOne = (password: string) => password.normalize("NFKC");

/** argon2id with what OWASP asks for at least: 19 MiB, two passes, one lane. */
export const hashPassword = (password: string): Promise<string> =>
  hash(asOne(password), { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

/**
 * Whether this is the password of a kept hash: argon2id, or the scrypt of accounts made before. A right password
 * replaces its account's scrypt; nobody else's, for a hash carries a salt of its own.
 */
export async function verifyPassword(db: Db, { password, kept }: { password: string; kept: string }) {
  if (kept.startsWith("$argon2id$")) return verify(kept, asOne(password));
  if (!(await isOfScrypt(asOne(password), kept))) return false;
  await db
    .update(passwords)
    .set({ hash: await hashPassword(password) })
    .where(eq(passwords.hash, kept));
  return true;
}

/** `<salt>:<64 bytes>` in hex, N 16,384, r 16, p 1, the salt's hex taken as text: what better-auth 1.7 wrote. */
async function isOfScrypt(password: string, kept: string) {
  const [salt = "", hex = ""] = kept.split(":");
  const expected = Buffer.from(hex, "hex");
  if (expected.length !== 64) return false;
  const given = await scrypt(password, salt, 64, { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 });
  return timingSafeEqual(given, expected);
}
