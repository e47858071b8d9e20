import { batchAndSerialOf } from "@flux/contracts";
import { asc, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { mints } from "./tables.ts";

export type WaitingMint = {
  id: string;
  /** As it stands on the label: "1-7". */
  garment: string;
  tokenId: string;
  orderItemId: string;
  to: string;
  state: string;
  /** Since its garment was paid for. */
  ageSec: number;
  tries: number;
  /** Why it was put off last. */
  reason: string | null;
};

/** The parked mints, and those that have been on their way for more than five minutes, the oldest first. */
export async function listWaitingMints(db: Db): Promise<WaitingMint[]> {
  const rows = await db
    .select({
      ...{ id: mints.id, tokenId: mints.tokenId, orderItemId: mints.orderItemId, to: mints.to },
      ...{ state: mints.state, tries: mints.tries, reason: mints.failure },
      ageSec: sql<number>`extract(epoch from now() - ${mints.requestedAt})::integer`,
    })
    .from(mints)
    .where(
      sql`${mints.state} = 'parked' or
        (${mints.state} in ('queued', 'signed', 'sent') and ${mints.requestedAt} < now() - interval '5 minutes')`,
    )
    .orderBy(asc(mints.requestedAt));
  return rows.map(({ tokenId, ...row }) => {
    const { batchId, serial } = batchAndSerialOf(tokenId);
    return { ...row, tokenId: String(tokenId), garment: `${batchId}-${serial}` };
  });
}
