import { sql } from "drizzle-orm";
import type { Tx } from "./client.ts";

/** Lets one transaction at a time past this name; the lock ends with the transaction. For rows not there yet. */
export async function lockName(tx: Tx, name: string) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}
