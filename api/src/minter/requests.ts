import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "../db/client.ts";
import type { MintState } from "./states.ts";
import { mints, relays } from "./tables.ts";

// Mints and relays go the same way; here are the steps, written once. Each names the state it leaves, so a
// step that is taken twice, by two workers or after a crash, happens once.

/** The table of each kind of request. */
export const requestTables = { mint: mints, relay: relays };
export type Purpose = keyof typeof requestTables;

/** Puts requests onto a stored transaction. Throws if one of them has left the queue meanwhile. */
export async function attachRequests(tx: Tx, purpose: Purpose, ids: string[], transactionId: string) {
  const table = requestTables[purpose];
  const attached = await tx
    .update(table)
    .set({ state: "sent", transactionId, failure: null })
    .where(and(inArray(table.id, ids), eq(table.state, "queued")))
    .returning({ id: table.id });
  if (attached.length !== ids.length) throw new Error(`another worker took some of these ${purpose}s`);
}

/** Moves all requests of a transaction on (or back, when a reorganisation takes its block). */
export async function moveRequests(
  tx: Tx,
  {
    purpose,
    transactionId,
    from,
    to,
  }: { purpose: Purpose; transactionId: string; from: MintState; to: MintState },
) {
  const table = requestTables[purpose];
  await tx
    .update(table)
    .set({ state: to })
    .where(and(eq(table.transactionId, transactionId), eq(table.state, from)));
}

/** A revert costs gas: after this many somebody has to look at it. */
const revertsBeforeFailed = 8;

/** Takes the requests off a transaction that did not do them; they try again, alone. */
export async function requeueRequests(tx: Tx, purpose: Purpose, transactionId: string, failure: string) {
  const table = requestTables[purpose];
  await tx
    .update(table)
    .set({
      state: sql`case when ${table.tries} + 1 >= ${revertsBeforeFailed} then 'failed' else 'queued' end`,
      transactionId: null,
      ...putOff(table, failure),
    })
    .where(and(eq(table.transactionId, transactionId), eq(table.state, "sent")));
}

/** Leaves a request in the queue for later: the reason may pass. */
export async function postponeRequest(db: Db, purpose: Purpose, id: string, failure: string) {
  const table = requestTables[purpose];
  await db
    .update(table)
    .set(putOff(table, failure))
    .where(and(eq(table.id, id), eq(table.state, "queued")));
}

/** Ends a request that the chain will never accept. A person reads the reason and decides. */
export async function failRequest(db: Db | Tx, purpose: Purpose, id: string, failure: string) {
  const table = requestTables[purpose];
  await db.update(table).set({ state: "failed", failure }).where(eq(table.id, id));
}

/** Ends a request that the chain shows as done already. */
export async function completeRequest(db: Db, purpose: Purpose, id: string) {
  const table = requestTables[purpose];
  await db
    .update(table)
    .set({ state: "final", failure: null })
    .where(and(eq(table.id, id), eq(table.state, "queued")));
}

// 1 s, 2 s, 4 s … 5 minutes.
const putOff = (table: typeof mints | typeof relays, failure: string) => ({
  failure,
  tries: sql`${table.tries} + 1`,
  dueAt: sql`now() + least(power(2, ${table.tries}), 300) * interval '1 second'`,
});
