import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { ApiKey } from "../../caller.ts";
import type { Db } from "../../db/client.ts";
import { hashSecret } from "../../db/hash-secret.ts";
import { people } from "../users/queries.ts";
import { apiKeys } from "./tables.ts";

/** A key is written as used at most so often. */
const noteAfterMs = 3_600_000;

/** The key that was sent, with its maker as they are now; null for one that is revoked, over, or a blocked person's. */
export async function findApiKey(db: Db, secret: string): Promise<ApiKey | null> {
  const person = people(db);
  const { id, scopes, usedAt } = apiKeys;
  const good = and(
    eq(apiKeys.keyHash, hashSecret(secret)),
    isNull(apiKeys.revokedAt),
    gt(apiKeys.expiresAt, sql`now()`),
  );
  const [row] = await db
    .select({ id, scopes, usedAt, user: person._.selectedFields })
    .from(apiKeys)
    .innerJoin(person, eq(person.id, apiKeys.userId))
    .where(good);
  if (!row) return null;
  const now = new Date();
  if (now.getTime() - (row.usedAt?.getTime() ?? 0) > noteAfterMs)
    await db.update(apiKeys).set({ usedAt: now }).where(eq(apiKeys.id, row.id));
  return { id: row.id, scopes: row.scopes, user: row.user };
}
