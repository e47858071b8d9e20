import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { type DueRelay, isTransfer, isVote, type RelayDeps } from "./due-relay.ts";
import { relayTransfer } from "./relay-transfer.ts";
import { relayVotes } from "./relay-votes.ts";
import type { Outgoing } from "./store-before-send.ts";
import { relays } from "./tables.ts";
import { together } from "./together.ts";

const ballotsPerTransaction = 50;
/** More that can't go wait for the next turn: what is under way must be looked at, too. */
const roundsATurn = 8;

/** The next call that the relayer sends: the first transfer, or all ballots that are due. Null when idle. */
export async function collectDueRelays(deps: RelayDeps): Promise<Outgoing | null> {
  // Each time round, what can't go leaves the queue or is put off.
  for (let round = 0; round < roundsATurn; round += 1) {
    const due = await readDueRelays(deps.db);
    const [first] = due;
    if (!first) return null;
    const outgoing = isTransfer(first)
      ? await relayTransfer(deps, first)
      : await relayVotes(deps, together(due.filter(isVote)));
    if (outgoing) return outgoing;
  }
  return null;
}

/**
 * What is due, in the order in which it goes. Everybody's first act comes before anybody's second, so that nobody fills
 * the relayer for others.
 */
export function readDueRelays(db: Db): Promise<DueRelay[]> {
  const turn = sql`row_number() over (partition by ${relays.userId} order by ${relays.requestedAt})`;
  return db
    .select({
      ...{ id: relays.id, tries: relays.tries, act: relays.act, custodyIndex: relays.custodyIndex },
      ...{ failure: relays.failure, requestedAt: relays.requestedAt },
    })
    .from(relays)
    .where(and(eq(relays.state, "queued"), lte(relays.dueAt, sql`now()`)))
    .orderBy(asc(relays.tries), turn, asc(relays.requestedAt))
    .limit(ballotsPerTransaction);
}
