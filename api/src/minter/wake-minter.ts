import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";

/** The Postgres channel on which the minter hears that there is work. */
export const minterChannel = "flux_minter";

/** Wakes the minter when the caller's transaction commits; a rolled back one wakes nobody. */
export async function wakeMinter(tx: Tx) {
  await tx.execute(sql`select pg_notify(${minterChannel}, '')`);
}
