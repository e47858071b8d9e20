import { type SQL, sql } from "drizzle-orm";
import type { Address } from "viem";
import { readIndexerProgress } from "../db/chain.ts";
import type { Db } from "../db/client.ts";
import { mints, relays, transactions } from "./tables.ts";

type Person = { userId: string; addresses: Address[] };

/** The indexer takes a poll and a block: a second, rarely more. */
const patienceMs = 2_000;
const askAgainMs = 50;

/**
 * Waits until the views contain what this person did, or was sent, in the last minute, two seconds at most: who acts sees
 * it done. What is not there then is told from its receipt.
 */
export async function awaitOwnActs(db: Db, person: Person, waitMs = patienceMs): Promise<boolean> {
  const block = await newestActOf(db, person);
  if (block === null) return true;
  for (const deadline = performance.now() + waitMs; ; ) {
    const progress = await readIndexerProgress(db);
    if (progress && progress.block >= block) return true;
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}

/** Later than a minute the views are late for everybody, and say so. */
async function newestActOf(db: Db, { userId, addresses }: Person): Promise<number | null> {
  const receivers = addresses.map((address) => address.toLowerCase());
  const isTo = (address: SQL) => (receivers.length > 0 ? sql`${address} in ${receivers}` : sql`false`);
  const { rows } = await db.execute<{ block: string | null }>(sql`
    select max(block_number) as block from ${transactions}
    where state in ('mined', 'final') and mined_at > now() - interval '1 minute' and (
      exists (select from ${relays} where transaction_id = ${transactions.id}
        and (user_id = ${userId} or ${isTo(sql`lower(act->>'to')`)}))
      or exists (select from ${mints} where transaction_id = ${transactions.id} and ${isTo(sql`lower("to")`)}))`);
  const block = rows[0]?.block ?? null;
  return block === null ? null : Number(block);
}
