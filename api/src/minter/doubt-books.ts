import { isNull, max, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { reconciled } from "../restored/tables.ts";
import { signers } from "./tables.ts";

/**
 * Stops every signer until the books are reconciled, and keeps why and up to when they go. Each lease is locked and
 * ended: what was about to be stored under it is stored before, or never. Doubted already: only the leases end.
 */
export async function doubtBooks(db: Db, doubt: string, { another }: { another: boolean }) {
  await db.transaction(async (tx) => {
    const [life] = await tx.select({ until: max(signers.leaseUntil) }).from(signers);
    await tx
      .update(signers)
      .set({ fence: sql`${signers.fence} + 1`, leaseUntil: sql`least(${signers.leaseUntil}, now())` });
    await tx
      .update(reconciled)
      .set({
        ...{ doubt, doubtedAt: sql`now()` },
        // In another database nobody has renewed a lease. In this one the minter has, before it saw what the chain says.
        booksEndedAt: another
          ? (life?.until ?? null)
          : sql`coalesce(${reconciled.lastLifeAt}, ${life?.until ?? null})`,
      })
      .where(isNull(reconciled.doubt));
  });
}
