import { setTimeout as delay } from "node:timers/promises";
import { TransactionRollbackError } from "drizzle-orm";
import { expect } from "vitest";
import type { Db, Tx } from "../src/db/client.ts";

/**
 * A transaction of somebody else that does `first`, and then stands still until the test lets it go. What meets its
 * locks meanwhile waits at that very statement: so a race is run the same way each time, and the product needs no
 * point to stop at. `end` ends it, kept or taken back.
 */
export async function holdStill(db: Db, first: (tx: Tx) => Promise<unknown>) {
  const { promise: ending, resolve: end } = Promise.withResolvers<"commit" | "rollback">();
  const { promise: standing, resolve: stands, reject: fails } = Promise.withResolvers<void>();
  const ended = db
    .transaction(async (tx) => {
      await first(tx);
      stands();
      if ((await ending) === "rollback") tx.rollback();
    })
    .catch((error) => {
      if (!(error instanceof TransactionRollbackError)) fails(error);
    });
  await standing;
  return {
    async end(how: "commit" | "rollback") {
      end(how);
      await ended;
    },
  };
}

/**
 * Until `count` transactions of this database wait for a lock. Returns early, with what came of it, when one of
 * `acts` ends first: it should have waited.
 */
export async function waitingFor(db: Db, count: number, ...acts: unknown[]) {
  let early: { ended: unknown } | undefined;
  for (const act of acts) {
    Promise.resolve(act).then(
      (ended) => {
        early ??= { ended };
      },
      (ended) => {
        early ??= { ended };
      },
    );
  }
  for (const deadline = Date.now() + 10_000; !early; await delay(5)) {
    const { rows } = await db.execute<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if ((rows[0]?.waiting ?? 0) >= count) return "waits";
    if (Date.now() > deadline) expect(rows[0]?.waiting, "transactions that wait for a lock").toBe(count);
  }
  return early.ended;
}
