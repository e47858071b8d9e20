import { and, asc, eq, lte, sql } from "drizzle-orm";
import { type DueVote, isTransfer, isVote, type RelayDeps } from "./due-relay.ts";
import { relayTransfer } from "./relay-transfer.ts";
import { relayVotes } from "./relay-votes.ts";
import type { Outgoing } from "./store-before-send.ts";
import { relays } from "./tables.ts";

const ballotsPerTransaction = 50;

/** The next call that the relayer sends: the oldest transfer, or all ballots that are due. Null when idle. */
export async function collectDueRelays(deps: RelayDeps): Promise<Outgoing | null> {
  const due = await deps.db
    .select({ id: relays.id, tries: relays.tries, act: relays.act, custodyIndex: relays.custodyIndex })
    .from(relays)
    .where(and(eq(relays.state, "queued"), lte(relays.dueAt, sql`now()`)))
    .orderBy(asc(relays.tries), asc(relays.requestedAt))
    .limit(ballotsPerTransaction);
  const [first] = due;
  if (!first) return null;
  const outgoing = isTransfer(first)
    ? await relayTransfer(deps, first)
    : await relayVotes(deps, together(due.filter(isVote)));
  // Null: it was done already, or cannot be done. The next one may be.
  return outgoing ?? collectDueRelays(deps);
}

// What was put off before travels alone, as with mints.
function together(due: DueVote[]) {
  const fresh = due.filter((relay) => relay.tries === 0);
  return fresh.length > 0 ? fresh : due.slice(0, 1);
}
