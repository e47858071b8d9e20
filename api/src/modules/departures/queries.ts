import { and, count, desc, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Db, Tx } from "../../db/client.ts";
import { relays, transactions } from "../../minter/tables.ts";
import { departures } from "./tables.ts";

/** A departure with what its relay says. */
function departureRows(db: Db | Tx) {
  return db
    .select({
      ...{ id: departures.id, userId: departures.userId, tokenId: departures.tokenId, to: departures.to },
      ...{ moves: departures.moves, state: departures.state, askedAt: departures.askedAt },
      ...{ leavesAt: departures.leavesAt, stopped: departures.failure },
      ...{ relayState: relays.state, failure: relays.failure },
      ...{ hash: transactions.hash, block: transactions.blockNumber },
    })
    .from(departures)
    .leftJoin(relays, eq(relays.id, departures.relayId))
    .leftJoin(transactions, eq(transactions.id, relays.transactionId))
    .$dynamic();
}
export type DepartureRow = Awaited<ReturnType<typeof departureRows>>[number];

const shownDays = 30;
const mostShown = 1_000;

/** What somebody sent out of custody within a month, and whatever still waits; the newest first. */
export async function departuresOf(db: Db | Tx, userId: string): Promise<DepartureRow[]> {
  const recent = gt(departures.askedAt, sql`now() - ${shownDays} * interval '1 day'`);
  return departureRows(db)
    .where(and(eq(departures.userId, userId), or(recent, eq(departures.state, "waiting"))))
    .orderBy(desc(departures.askedAt), desc(departures.id))
    .limit(mostShown);
}

export async function departuresById(db: Db | Tx, ids: string[]): Promise<DepartureRow[]> {
  if (ids.length === 0) return [];
  return departureRows(db).where(inArray(departures.id, ids)).orderBy(departures.tokenId);
}

/** The last time that somebody sent this garment; null if they never did. */
export async function lastDepartureOf(db: Db | Tx, { userId, tokenId }: { userId: string; tokenId: bigint }) {
  const [last] = await departureRows(db)
    .where(and(eq(departures.userId, userId), eq(departures.tokenId, tokenId)))
    .orderBy(desc(departures.askedAt), desc(departures.id))
    .limit(1);
  return last ?? null;
}

/** The departures of these garments that still can be stopped. */
export async function waitingOf(db: Db | Tx, tokenIds: bigint[]): Promise<DepartureRow[]> {
  if (tokenIds.length === 0) return [];
  return departureRows(db).where(and(inArray(departures.tokenId, tokenIds), eq(departures.state, "waiting")));
}

/** How many garments somebody sent within a day, and when the first of them leaves the count. Stopped ones count too. */
export async function sendsToday(db: Db | Tx, userId: string) {
  const [row] = await db
    .select({
      sends: count(),
      secondsLeft: sql<number>`ceil(extract(epoch from
        min(${departures.askedAt}) + interval '1 day' - now()))`.mapWith(Number),
    })
    .from(departures)
    .where(
      and(
        eq(departures.userId, userId),
        eq(departures.via, "send"),
        gt(departures.askedAt, sql`now() - interval '1 day'`),
      ),
    );
  return { sends: row?.sends ?? 0, secondsLeft: row?.secondsLeft ?? 0 };
}

/** What should have left by now, the longest first: its ids. */
export async function listDue(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: departures.id })
    .from(departures)
    .where(and(eq(departures.state, "waiting"), lte(departures.leavesAt, sql`now()`)))
    .orderBy(departures.leavesAt)
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** What has arrived for good and was not told yet, person by person. */
export async function listUntold(db: Db, limit: number) {
  return db
    .select({ id: departures.id, userId: departures.userId })
    .from(departures)
    .innerJoin(relays, eq(relays.id, departures.relayId))
    .where(and(eq(departures.state, "sent"), isNull(departures.toldAt), eq(relays.state, "final")))
    .orderBy(departures.userId, departures.askedAt)
    .limit(limit);
}
