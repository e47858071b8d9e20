import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Db, Tx } from "../../db/client.ts";
import { people } from "../users/queries.ts";
import { apiKeys } from "./tables.ts";

/** The keys that count, of everybody or of one, the newest first, with who made each. Of blocked people: none counts. */
export async function listApiKeys(db: Db | Tx, of?: { userId: string }) {
  const person = people(db);
  const { id, name, scopes, createdAt, expiresAt, usedAt } = apiKeys;
  const counts = and(isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, sql`now()`));
  return db
    .select({ id, name, scopes, createdAt, expiresAt, usedAt, maker: person._.selectedFields })
    .from(apiKeys)
    .innerJoin(person, eq(person.id, apiKeys.userId))
    .where(and(counts, of && eq(apiKeys.userId, of.userId)))
    .orderBy(desc(apiKeys.id));
}

export type ApiKeyRow = Awaited<ReturnType<typeof listApiKeys>>[number];
