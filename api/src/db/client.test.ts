import { sql } from "drizzle-orm";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { createDatabase } from "../../../test/harness/database.ts";
import { startFaultProxy } from "../../../test/harness/fault-proxy.ts";
import { connect, type DbTimeouts } from "./client.ts";
import { isUnavailable } from "./is-unavailable.ts";
import { lockName } from "./lock.ts";

const database = await createDatabase();
const none = { statementMs: 0, lockMs: 0, idleInTransactionMs: 0, connectMs: 0 };
const open: ReturnType<typeof connect>[] = [];
function connectWith(timeouts: Partial<DbTimeouts>, max = 2, url = database.url) {
  const connected = connect(url, { max, timeouts: { ...none, ...timeouts } });
  open.push(connected);
  return connected.db;
}
afterAll(async () => {
  for (const { pool } of open) await pool.end();
  await database.drop();
});

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

test("a statement that takes too long is cancelled", async () => {
  const error = await errorOf(connectWith({ statementMs: 100 }).execute(sql`select pg_sleep(60)`));
  expect(error).toMatchObject({ cause: { code: "57014" } });
  expect(isUnavailable(error)).toBe(true);
});

test("who waits too long for a lock hears so, and the one who holds it goes on", async () => {
  const holder = connectWith({});
  const waiter = connectWith({ lockMs: 100 });
  await holder.transaction(async (tx) => {
    await lockName(tx, "order");
    const error = await errorOf(waiter.transaction((other) => lockName(other, "order")));
    expect(error).toMatchObject({ cause: { code: "55P03" } });
    expect(isUnavailable(error)).toBe(true);
  });
});

test("a process that stands still in a transaction holds nobody up for long, and lives on", async () => {
  const stopped = connectWith({ idleInTransactionMs: 100 });
  const waiter = connectWith({});
  const { promise: locked, resolve: nowLocked } = Promise.withResolvers<void>();
  const { promise: goOn, resolve: letGoOn } = Promise.withResolvers<void>();
  const standingStill = errorOf(
    stopped.transaction(async (tx) => {
      await lockName(tx, "held");
      nowLocked();
      await goOn;
      await tx.execute(sql`select 1`);
    }),
  );
  await locked;
  await waiter.transaction((tx) => lockName(tx, "held"));
  letGoOn();
  expect(isUnavailable(await standingStill)).toBe(true);
  expect((await stopped.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
});

test("who finds no free connection hears so in time", async () => {
  const db = connectWith({ connectMs: 500 }, 1);
  // Making the connection may take longer than that on a busy machine; from then on it is there.
  await expect.poll(() => errorOf(db.execute(sql`select 1`))).toBeNull();
  await db.transaction(async () => {
    expect(isUnavailable(await errorOf(db.execute(sql`select 1`)))).toBe(true);
  });
});

test("connections that die under any statement of a transaction are replaced, however many", async () => {
  const network = await startFaultProxy({ target: new URL(database.url).host });
  onTestFinished(() => network.close());
  const db = connectWith({ connectMs: 20_000 }, 1, network.through(database.url));
  const dies = async (work: () => Promise<unknown>) => {
    await db.execute(sql`select 1`);
    await network.set({ resetAfterBytes: 0 });
    expect(isUnavailable(await errorOf(work()))).toBe(true);
    await network.set({});
  };
  for (const _ of [1, 2]) {
    await dies(() => db.transaction(async () => {}));
    await dies(() => db.execute(sql`select 2`));
  }
  await expect(
    db.transaction(async (tx) => {
      await network.set({ resetAfterBytes: 0 });
      await tx.execute(sql`select 3`);
    }),
  ).rejects.toThrow();
  await network.set({});
  expect((await db.execute(sql`select 4 as four`)).rows).toEqual([{ four: 4 }]);
});

test("a question that is wrong is not called unavailable", async () => {
  expect(isUnavailable(await errorOf(connectWith({}).execute(sql`select * from nothing`)))).toBe(false);
  expect(isUnavailable(new Error("x"))).toBe(false);
});
