import { lte } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { registrations, sessions, verifications } from "./tables.ts";

/**
 * Ends every session, sign-up and one-time value that is older than this: after a restore those are back that somebody
 * ended, or used up. A cookie needs its row, so no old one opens anything. Returns how many sessions.
 */
export async function forgetSignIns(tx: Tx, { before }: { before: Date }): Promise<number> {
  await tx.delete(registrations).where(lte(registrations.createdAt, before));
  await tx.delete(verifications).where(lte(verifications.createdAt, before));
  const ended = await tx.delete(sessions).where(lte(sessions.createdAt, before));
  return ended.rowCount ?? 0;
}
