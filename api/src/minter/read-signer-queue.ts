import { sql } from "drizzle-orm";
import type { Address } from "viem";
import type { Db } from "../db/client.ts";
import { type Purpose, requestTables } from "./requests.ts";
import { signers } from "./tables.ts";

export type SignerQueue = {
  /** Waits for a transaction. */
  queued: number;
  /** Is in a transaction that is not final yet. */
  underWay: number;
  /** Waits for a person. */
  parked: number;
  /** For how long the most overdue has been waiting, in seconds; null when none is due. */
  oldestDueSec: number | null;
};

/** How much each signer of the minter has to do, from the rows. */
export async function readSignerQueue(db: Db, purpose: Purpose): Promise<SignerQueue> {
  const { state, dueAt } = requestTables[purpose];
  const [row] = await db
    .select({
      queued: sql<number>`count(*) filter (where ${state} = 'queued')::integer`,
      underWay: sql<number>`count(*) filter (where ${state} in ('signed', 'sent', 'mined'))::integer`,
      parked: sql<number>`count(*) filter (where ${state} = 'parked')::integer`,
      oldestDueSec: sql<number | null>`extract(epoch from
        now() - min(${dueAt}) filter (where ${state} = 'queued' and ${dueAt} <= now()))::integer`,
    })
    .from(requestTables[purpose])
    .where(sql`${state} <> 'final'`);
  return row ?? { queued: 0, underWay: 0, parked: 0, oldestDueSec: null };
}

/** Which worker holds a signer now; null when none does. */
export async function readLeaseHolder(db: Db, address: Address): Promise<string | null> {
  const [row] = await db
    .select({ holder: signers.leaseHolder })
    .from(signers)
    .where(sql`${signers.address} = ${address} and ${signers.leaseUntil} > now()`);
  return row?.holder ?? null;
}
