import { createHmac, randomInt } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db, Tx } from "../../db/client.ts";
import type { ApiDeps } from "../../deps.ts";
import { recoveryCodes } from "./tables.ts";

const howMany = 10;
// Without what is mistaken for another sign on paper: 0 and O, 1, I and L.
const signs = "23456789abcdefghjkmnpqrstuvwxyz";

/** Ten new codes in place of all before, shown once: the table keeps an HMAC of each. */
export async function makeRecoveryCodes(
  { env }: Pick<ApiDeps, "env">,
  tx: Tx,
  userId: string,
): Promise<string[]> {
  const codes = Array.from({ length: howMany }, newCode);
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ userId, hash: hashOf(env, userId, code) })));
  return codes;
}

/** Uses a code up. Returns how many are left, or null when it is none of theirs, or was used. */
export async function useRecoveryCode(
  { env }: Pick<ApiDeps, "env">,
  tx: Tx,
  { userId, code }: { userId: string; code: string },
): Promise<number | null> {
  const used = await tx
    .update(recoveryCodes)
    .set({ usedAt: new Date() })
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        eq(recoveryCodes.hash, hashOf(env, userId, code)),
        isNull(recoveryCodes.usedAt),
      ),
    );
  return used.rowCount ? countRecoveryCodes(tx, userId) : null;
}

/** How many codes somebody has left. */
export async function countRecoveryCodes(db: Db | Tx, userId: string): Promise<number> {
  const unused = and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt));
  const [row] = await db
    .select({ left: sql`count(*)`.mapWith(Number) })
    .from(recoveryCodes)
    .where(unused);
  return row?.left ?? 0;
}

/** `abcde-23456`: ten signs of 31, some 49 bits. */
function newCode() {
  const half = () => Array.from({ length: 5 }, () => signs[randomInt(signs.length)]).join("");
  return `${half()}-${half()}`;
}

/** However somebody types it: capitals, without the dash, with spaces. */
function hashOf({ AUTH_SECRET }: { AUTH_SECRET: string }, userId: string, code: string) {
  const plain = code.toLowerCase().replace(/[^a-z0-9]/g, "");
  const said = JSON.stringify(["flux recovery 1", userId, plain]);
  return createHmac("sha256", AUTH_SECRET).update(said).digest("base64url");
}
