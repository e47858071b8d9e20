import { and, count, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { crashPoint } from "./crash-point.ts";
import { minterErrors } from "./errors.ts";
import { type RelayAct, relays } from "./tables.ts";
import { wakeMinter } from "./wake-minter.ts";

/** The key of a transfer: a token leaves its present holder once. `%` stands for any of its moves. */
export const transferKey = (tokenId: bigint, moves: bigint | "%") => `transfer:${tokenId}:${moves}`;

type RequestRelay = {
  key: string;
  userId: string;
  act: RelayAct;
  /** The key of custody that signs it; null for what the person signed. */
  custodyIndex: number | null;
  /** For who takes all they have away: it waits behind others' first acts anyway. */
  mayExceed?: boolean;
};

/** More acts of one person do not wait at once: FLUX pays their gas, and others wait behind them. */
const mostOfAPerson = 20;

/**
 * Queues an act for the relayer in the caller's transaction. Asked for again it is the same relay, with what
 * it was first asked to do; one that is parked is tried anew. Returns the relay as it stands, and whether
 * this call queued it. Throws `too_many_under_way`.
 */
export async function requestRelay(
  tx: Tx,
  { key, userId, act, custodyIndex, mayExceed = false }: RequestRelay,
) {
  // One at a time for each person, so that the count holds.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`relays of ${userId}`}, 0))`);
  const [queued] = await tx
    .insert(relays)
    .values({ key, userId, act, custodyIndex })
    .onConflictDoUpdate({
      target: relays.key,
      set: {
        ...{ userId, act, custodyIndex },
        ...{ state: "queued", failure: null, tries: 0, dueAt: new Date(), transactionId: null },
      },
      setWhere: eq(relays.state, "parked"),
    })
    .returning();
  if (queued) {
    const underWay = mayExceed ? 0 : await countUnderWay(tx, userId);
    if (underWay > mostOfAPerson)
      throw minterErrors.too_many_under_way({ underWay: underWay - 1, retryAfterSec: 10 });
    await wakeMinter(tx);
    crashPoint("requested_not_committed");
    return { ...queued, isNew: true };
  }
  const [known] = await tx.select().from(relays).where(eq(relays.key, key));
  if (!known) throw new Error(`the relay ${key} is gone`);
  return { ...known, isNew: false };
}

async function countUnderWay(tx: Tx, userId: string): Promise<number> {
  const [row] = await tx
    .select({ underWay: count() })
    .from(relays)
    .where(and(eq(relays.userId, userId), inArray(relays.state, ["queued", "signed", "sent"])));
  return row?.underWay ?? 0;
}
