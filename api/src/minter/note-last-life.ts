import { sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { isReconciled } from "../restored/doubt.ts";
import { reconciled } from "../restored/tables.ts";
import { signers } from "./tables.ts";

/** Keeps when a signer was last held before this worker began: should the books turn out to be restored, they end there. */
export async function noteLastLife(db: Db) {
  await db
    .update(reconciled)
    .set({ lastLifeAt: sql`(select max(${signers.leaseUntil}) from ${signers})` })
    .where(isReconciled);
}
