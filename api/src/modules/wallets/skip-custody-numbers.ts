import { sql } from "drizzle-orm";
import type { Db } from "../../db/client.ts";

/** More people than join in any time that a backup may have missed. 2,147 restores use the numbers up. */
const skipped = 1_000_000;

/**
 * Leaves out the next million numbers of custody: some of them are addresses of people whom a restore made the books
 * forget, and the chain may have their garments. Returns the number that the next person gets at least.
 */
export async function skipCustodyNumbers(db: Db): Promise<number> {
  const { rows } = await db.execute<{ next: string }>(sql`
    select setval('flux.custody_index', greatest(
      (select last_value from flux.custody_index),
      (select coalesce(max(derivation_index), 0) from flux.wallets)) + ${skipped}::integer) + 1 as next`);
  return Number(rows[0]?.next);
}
