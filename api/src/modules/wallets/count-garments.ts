import { DrizzleQueryError, inArray, sum } from "drizzle-orm";
import type { Hex } from "viem";
import { holder } from "../../db/chain.ts";
import type { Db } from "../../db/client.ts";

/** How many garments these addresses hold on chain. More than none is what makes a person tribe. */
export async function countGarments(db: Db, addresses: Hex[]): Promise<number> {
  if (addresses.length === 0) return 0;
  const [row] = await db
    .select({ garments: sum(holder.garments).mapWith(Number) })
    .from(holder)
    .where(inArray(holder.address, addresses))
    .catch((error) => {
      // 42P01, no such view: the indexer has not run for the first time, so nobody holds anything yet.
      const cause = error instanceof DrizzleQueryError ? error.cause : undefined;
      if (cause && "code" in cause && cause.code === "42P01") return [];
      throw error;
    });
  return row?.garments ?? 0;
}
