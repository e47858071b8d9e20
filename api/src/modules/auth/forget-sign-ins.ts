import { type Column, lte, sql } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { registrations, sessions, verifications } from "./tables.ts";

/**
 * Ends every session, sign-up and one-time value that is older than this: after a restore those are back that somebody
 * ended, or used up. A cookie needs its row, so no old one opens anything. Returns how many sessions.
 */
export async function forgetSignIns(tx: Tx, { before }: { before: Date }): Promise<number> {
  // A Date knows milliseconds, a row microseconds: what is of the same millisecond goes too.
  const isOld = (createdAt: Column) =>
    lte(sql`date_trunc('milliseconds', ${createdAt})`, before.toISOString());
  await tx.delete(registrations).where(isOld(registrations.createdAt));
  await tx.delete(verifications).where(isOld(verifications.createdAt));
  const ended = await tx.delete(sessions).where(isOld(sessions.createdAt));
  return ended.rowCount ?? 0;
}
