import { and, DrizzleQueryError, eq, isNull, sql } from "drizzle-orm";
import { holder } from "../../db/chain.ts";
import type { Db } from "../../db/client.ts";
import { prepared } from "../../db/prepared.ts";
import { walletsOf } from "./queries.ts";
import { wallets } from "./tables.ts";

const holdings = prepared((db) => {
  const { address, kind, userId, unlinkedAt, createdAt } = wallets;
  return db
    .select({ address, kind, garments: holder.garments })
    .from(wallets)
    .leftJoin(holder, eq(holder.address, address))
    .where(and(eq(userId, sql.placeholder("userId")), isNull(unlinkedAt)))
    .orderBy(createdAt)
    .prepare("holdings");
});

/**
 * The addresses that stand for a person, oldest first, and how many garments they hold by the views. More than none is
 * what makes a person tribe.
 */
export async function readHoldings(db: Db, userId: string) {
  const found = await holdings(db)
    .execute({ userId })
    .catch(async (error) => {
      // 42P01, no such view: the indexer has not run for the first time, so nobody holds anything yet.
      const cause = error instanceof DrizzleQueryError ? error.cause : undefined;
      if (!cause || !("code" in cause) || cause.code !== "42P01") throw error;
      const linked = await walletsOf(db, userId);
      return linked.map(({ address, kind }) => ({ address, kind, garments: null }));
    });
  return {
    wallets: found.map(({ address, kind }) => ({ address, kind })),
    garments: found.reduce((sum, { garments }) => sum + (garments ?? 0), 0),
  };
}
