import { eq, sql } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { taggedGarments } from "../stock/queries.ts";
import { tapCounters } from "./tables.ts";

/** Believes no counter of any chip until it was shown once more: a restore took them back. Returns how many. */
export async function doubtCounters(tx: Tx): Promise<number> {
  await tx
    .insert(tapCounters)
    .select(
      taggedGarments(tx, {
        lastCounter: sql<number>`0`.as("last_counter"),
        stale: sql<boolean>`true`.as("stale"),
      }),
    )
    .onConflictDoNothing();
  const doubted = await tx.update(tapCounters).set({ stale: true }).where(eq(tapCounters.stale, false));
  return doubted.rowCount ?? 0;
}
