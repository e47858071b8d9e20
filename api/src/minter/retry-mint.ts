import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { mints } from "./tables.ts";
import { wakeMinter } from "./wake-minter.ts";

/**
 * Lets a parked mint try again, alone, in the caller's transaction. Safe at any time: what the chain has already is taken
 * note of, and not sent. False when it is not parked.
 */
export async function retryMint(tx: Tx, mintId: string): Promise<boolean> {
  const [queued] = await tx
    .update(mints)
    // Not among the fresh ones, which travel together: it may be refused again.
    .set({ state: "queued", tries: 1, dueAt: sql`now()` })
    .where(and(eq(mints.id, mintId), eq(mints.state, "parked")))
    .returning({ id: mints.id });
  if (queued) await wakeMinter(tx);
  return queued !== undefined;
}
