import { and, eq, inArray, notInArray, sql } from "drizzle-orm";
import type { Db, Tx } from "../db/client.ts";
import { crashPoint } from "./crash-point.ts";
import { plainWords } from "./plain-words.ts";
import type { MintState } from "./states.ts";
import { mints, relays, transactions } from "./tables.ts";

// Mints and relays go the same way; here are the steps, written once. Each names the state it leaves, so a
// step that is taken twice, by two workers or after a crash, happens once.

/** The table of each kind of request. */
export const requestTables = { mint: mints, relay: relays };
export type Purpose = keyof typeof requestTables;
/** A transaction as far as its requests are concerned. One that only fills a nonce has none. */
type Carrier = Pick<typeof transactions.$inferSelect, "id" | "purpose">;

/** Puts requests onto a stored transaction. Throws if one of them has left the queue meanwhile. */
export async function attachRequests(tx: Tx, purpose: Purpose, ids: string[], transactionId: string) {
  const table = requestTables[purpose];
  const attached = await tx
    .update(table)
    .set({ state: "signed", transactionId, failure: null })
    .where(and(inArray(table.id, ids), eq(table.state, "queued")))
    .returning({ id: table.id });
  if (attached.length !== ids.length) throw new Error(`another worker took some of these ${purpose}s`);
}

/** Moves all requests of a transaction on (or back, when a reorganisation takes its block). */
export async function moveRequests(
  tx: Tx,
  { id, purpose }: Carrier,
  { from, to }: { from: MintState[]; to: MintState },
) {
  if (purpose === "fill") return;
  const table = requestTables[purpose];
  await tx
    .update(table)
    .set({ state: to })
    .where(and(eq(table.transactionId, id), inArray(table.state, from)));
}

/** A revert costs gas: after this many somebody has to look at it. */
const revertsBeforeParked = 8;

/** Takes the requests off a transaction that did not do them; they try again, alone. */
export async function requeueRequests(tx: Tx, { id, purpose }: Carrier, failure: string) {
  if (purpose === "fill") return;
  const table = requestTables[purpose];
  await tx
    .update(table)
    .set({
      state: sql`case when ${table.tries} + 1 >= ${revertsBeforeParked} then 'parked' else 'queued' end`,
      transactionId: null,
      ...putOff(table, failure),
    })
    .where(and(eq(table.transactionId, id), inArray(table.state, ["signed", "sent"])));
}

/** Takes back to the queue, at once, what a mined transaction carried and did not do: the chain had it already. */
export async function requeueUndone(tx: Tx, { id, purpose }: Carrier, doneIds: string[]) {
  if (purpose === "fill") return;
  const table = requestTables[purpose];
  await tx
    .update(table)
    .set({ state: "queued", transactionId: null, dueAt: sql`now()` })
    .where(
      and(
        eq(table.transactionId, id),
        inArray(table.state, ["signed", "sent", "mined"]),
        doneIds.length > 0 ? notInArray(table.id, doneIds) : undefined,
      ),
    );
}

/** A refusal may be a node's that is behind: it is heard this often, over half a minute, before it is believed. */
const refusalsBeforeParked = 6;

/** Leaves a request in the queue for later: the reason may pass. One that cannot pass is parked once it was heard often. */
export async function putOffRequest(
  db: Db,
  purpose: Purpose,
  id: string,
  { reason, lasting }: { reason: string; lasting: boolean },
): Promise<"queued" | "parked"> {
  const table = requestTables[purpose];
  const parks = sql`case when ${lasting} and ${table.tries} + 1 >= ${refusalsBeforeParked} then 'parked' else 'queued' end`;
  const [left] = await db
    .update(table)
    .set({ state: parks, ...putOff(table, reason) })
    .where(and(eq(table.id, id), eq(table.state, "queued")))
    .returning({ state: table.state });
  return left?.state === "parked" ? "parked" : "queued";
}

/**
 * Ends, until it is decided about, a request that can't be done as it is. A mint only out of the queue: a worker that was
 * stopped for long must not bring back one that was ended meanwhile, nor hide one that is on its way.
 */
export async function parkRequest(db: Db | Tx, purpose: Purpose, id: string, failure: string) {
  const table = requestTables[purpose];
  crashPoint("parked_not_stored");
  await db
    .update(table)
    .set({ state: "parked", failure: plainWords(failure) })
    .where(and(eq(table.id, id), purpose === "mint" ? eq(table.state, "queued") : undefined));
}

/**
 * Ends a request that the chain shows as done already, with the transaction that did it if it was one of ours: should the
 * chain forget that one, the request goes with it. What was called a fill, or reverted, when this request had left it
 * carries it again, and is looked at anew.
 */
export async function completeRequest(db: Db, purpose: Purpose, id: string, transactionId?: string) {
  const table = requestTables[purpose];
  const queued = and(eq(table.id, id), eq(table.state, "queued"));
  if (!transactionId) {
    await db.update(table).set({ state: "final", failure: null }).where(queued);
    return;
  }
  await db.transaction(async (tx) => {
    const [carrier] = await tx
      .update(transactions)
      .set({
        purpose,
        state: sql`case when ${transactions.state} = 'reverted' then 'mined' else ${transactions.state} end`,
      })
      .where(eq(transactions.id, transactionId))
      .returning({ state: transactions.state });
    await tx
      .update(table)
      .set({ state: carrier?.state === "final" ? "final" : "mined", failure: null, transactionId })
      .where(queued);
  });
}

// 1 s, 2 s, 4 s … 5 minutes.
const putOff = (table: typeof mints | typeof relays, failure: string) => ({
  failure: plainWords(failure),
  tries: sql`${table.tries} + 1`,
  dueAt: sql`now() + least(power(2, least(${table.tries}, 9)), 300) * interval '1 second'`,
});
