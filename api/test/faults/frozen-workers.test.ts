import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mints, signers } from "../../src/minter/tables.ts";
import { openChainedShop } from "../chain/open-chained-shop.ts";
import { holdStill } from "../hold-still.ts";
import { openCounter } from "./count-tokens.ts";
import { openRun, type World } from "./open-run.ts";
import { startWorkers, type Workers } from "./start-workers.ts";

// A worker stands still for longer than its lease, or lives in another time.

let world: World;
let workers: Workers;
beforeAll(async () => {
  const shop = await openChainedShop({ chainBehindSec: 7 * 86_400 });
  await shop.flux.openBatch(2, 999_999);
  const counter = openCounter({ rpcUrl: shop.anvil.rpcUrl, garment: shop.flux.deployment.FluxGarment });
  world = { shop, counter, held: [], owners: new Map(), batchId: 2, serials: 0 };
  // What a worker that stands still in a transaction holds is let go of soon.
  const soon = { DB_IDLE_IN_TRANSACTION_TIMEOUT_MS: "1000" };
  workers = await startWorkers({ PATH: process.env.PATH, ...shop.workerEnv, ...soon });
});
afterAll(async () => {
  await workers?.close();
  world?.counter.close();
  await world?.shop.close();
});

const heldBy = async () => {
  const rows = await world.shop.deps.db.select({ fence: signers.fence }).from(signers);
  return rows.map(({ fence }) => fence).toSorted();
};

test("a worker that stood still past its lease, and comes back while another one mints, mints nothing again", async () => {
  const run = await openRun(world, "frozen");
  const frozen = workers.atWork();
  await run.pay();
  await run.settled();
  const before = await heldBy();
  frozen.freeze();
  await run.pay();
  await workers.relieve();
  await run.settled();
  expect(await heldBy()).not.toEqual(before);
  await run.pay(5);
  frozen.goOn();
  await run.settled();
  await run.pay(5);
  await run.settled();
  await run.count();
  await frozen.kill();
});

test("a worker that stands still in a transaction holds nothing up for long, and its bytes are not minted twice", async () => {
  const { db } = world.shop.deps;
  const run = await openRun(world, "frozen in a transaction");
  const frozen = workers.atWork();
  const still = await holdStill(db, (tx) => tx.execute(sql`lock table ${mints} in share row exclusive mode`));
  // What pays needs the table too: it waits behind, and the worker's transaction after it.
  const paid = run.pay(2);
  await still.end("commit");
  await paid;
  const again = await holdStill(db, (tx) => tx.execute(sql`select from ${signers} for update`));
  await expect.poll(waitingForLocks).toBeGreaterThan(0);
  frozen.freeze();
  await again.end("commit");
  await run.pay(2);
  await workers.relieve();
  await run.settled();
  frozen.goOn();
  await run.pay(3);
  await run.settled();
  await run.count();
  await frozen.kill();
});

async function waitingForLocks() {
  const { rows } = await world.shop.deps.db.execute(
    sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
  );
  return rows.length;
}

test.each([3_600_000, -3_600_000])(
  "a worker whose clock jumps by %i ms while it mints mints each garment once",
  async (shiftClockMs) => {
    await workers.atWork().kill();
    const worker = await workers.relieve();
    const run = await openRun(world, `clock ${shiftClockMs}`);
    await run.pay(5);
    worker.tell({ shiftClockMs });
    await run.pay(5);
    await run.settled();
    worker.tell({ shiftClockMs: -shiftClockMs });
    await run.pay(5);
    await run.settled();
    await run.count();
  },
);
