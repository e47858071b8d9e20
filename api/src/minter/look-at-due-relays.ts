import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { collectGroups, type LookAtDue } from "./collect-due.ts";
import { type DueRelay, isTransfer, isVote, type RelayDeps } from "./due-relay.ts";
import { relayTransfer } from "./relay-transfer.ts";
import { relayVotes } from "./relay-votes.ts";
import { relays } from "./tables.ts";
import { together } from "./together.ts";

const ballotsPerTransaction = 50;

/** Takes all that people signed and that is due: each transfer by itself, and the ballots together. */
export const lookAtDueRelays: LookAtDue<RelayDeps> = async (deps, most) => {
  const due = await readDueRelays(deps.db);
  const place = (of?: DueRelay) => due.findIndex(({ id }) => id === of?.id);
  const groups = [
    ...due.filter(isTransfer).map((transfer) => ({
      place: place(transfer),
      collect: () => relayTransfer(deps, transfer),
    })),
    ...together(due.filter(isVote), ballotsPerTransaction).map((votes) => ({
      place: place(votes[0]),
      collect: () => relayVotes(deps, votes),
    })),
  ].sort((a, b) => a.place - b.place);
  return () => collectGroups(groups.slice(0, most).map(({ collect }) => collect()));
};

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
