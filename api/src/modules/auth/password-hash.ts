import { hash, verify } from "@node-rs/argon2";
import { verifyPassword as verifyScrypt } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import type { Db } from "../../db/client.ts";
import { accounts } from "./tables.ts";

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
  if (!(await verifyScrypt({ password, hash: kept }))) return false;
  await db
    .update(accounts)
    .set({ password: await hashPassword(password) })
    .where(eq(accounts.password, kept));
  return true;
}
