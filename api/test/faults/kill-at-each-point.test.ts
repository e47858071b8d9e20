import { afterAll, beforeAll, expect, test } from "vitest";
import { reportRecoveries } from "../../../test/harness/report-recoveries.ts";
import { crashPoints } from "../../src/minter/crash-point.ts";
import { openChainedShop } from "../chain/open-chained-shop.ts";
import { openCounter } from "./count-tokens.ts";
import { killOnce, mostMs } from "./kill-once.ts";
import type { World } from "./open-run.ts";
import { startWorkers, type Workers } from "./start-workers.ts";

// `npm run test:faults` sets more: 50 of each point are a thousand kills.
const seeds = Number(process.env.FLUX_FAULT_SEEDS ?? 5);

let world: World;
let workers: Workers;
const recoveries: number[] = [];
beforeAll(async () => {
  // A chain whose clock is far behind: a block is final as soon as it is there.
  const shop = await openChainedShop({ throughProxy: true, chainBehindSec: 7 * 86_400 });
  await shop.flux.openBatch(2, 999_999);
  const counter = openCounter({ rpcUrl: shop.anvil.rpcUrl, garment: shop.flux.deployment.FluxGarment });
  world = { shop, counter, held: [], owners: new Map(), batchId: 2, serials: 0 };
  workers = await startWorkers({ PATH: process.env.PATH, ...shop.workerEnv });
});
afterAll(async () => {
  await workers?.close();
  world?.counter.close();
  await world?.shop.close();
  reportRecoveries("atCrashPoints", recoveries);
});

test.each(crashPoints)(
  `of ${seeds} workers killed at %s none mints twice, loses a mint or leaves a nonce stuck`,
  async (point) => {
    for (let seed = 1; seed <= seeds; seed += 1) recoveries.push(await killOnce(world, workers, point, seed));
  },
  seeds * mostMs,
);

test("after all of it the chain has as many garments as were paid for", async () => {
  expect(await world.counter.made()).toBe(world.serials);
});
