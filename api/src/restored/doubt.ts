import { gt, sql } from "drizzle-orm";
import type { Db, Tx } from "../db/client.ts";
import { systemIdentifier, timeline } from "../db/identity.ts";
import { restoredErrors } from "./errors.ts";
import { reconciled } from "./tables.ts";

const restored = "this database is another one, or on another timeline, than the one that was reconciled";

/** SQL: the books are in the database that was last reconciled with the chain, and nothing has spoken against them since. */
export const isReconciled = sql`exists (
  select from ${reconciled} where ${reconciled.doubt} is null
    and ${reconciled.systemIdentifier} = ${systemIdentifier} and ${reconciled.timeline} = ${timeline})`;

/** Why the books may be behind the chain; null when they are not. The database itself says it, at this very moment. */
export async function doubtOf(db: Db | Tx): Promise<string | null> {
  const { rows } = await db.execute<{ certain: boolean; doubt: string | null }>(
    sql`select ${isReconciled} as certain, (select doubt from ${reconciled}) as doubt`,
  );
  const [row] = rows;
  return row?.certain ? null : (row?.doubt ?? restored);
}

/** Whether the books were compared with the chain after this moment: what was written since may have been lost before that. */
export async function restoredSince(db: Db | Tx, moment: Date): Promise<boolean> {
  return (await db.$count(reconciled, gt(reconciled.reconciledAt, moment))) > 0;
}

/** Refuses what these books may know too little for. Throws `reconciling`. */
export async function requireReconciled(db: Db | Tx) {
  if ((await doubtOf(db)) !== null) throw restoredErrors.reconciling({ retryAfterSec: 60 });
}
