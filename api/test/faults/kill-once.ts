import { expect } from "vitest";
import type { CrashPoint } from "../../src/minter/crash-point.ts";
import { openRun, type World } from "./open-run.ts";
import { sparedOf, ways } from "./points.ts";
import type { Workers } from "./start-workers.ts";

/** What ends a run that hangs. */
export const mostMs = 60_000;

/**
 * Kills the worker at a point while it mints and relays what the seed says, lets the next one take over, and counts on
 * the chain. Fails when the worker never came to the point. Returns how long all took to be final after its death, ms.
 */
export async function killOnce(
  world: World,
  workers: Workers,
  point: CrashPoint,
  seed: number,
): Promise<number> {
  const way = ways[point];
  const run = await openRun(world, `${point} ${seed}`);
  const worker = workers.atWork();
  await way.before?.(run);
  worker.tell({ dieAt: `${point}:${run.chance.between(0, sparedOf(way))}` });
  if (way.ask) await way.ask(run, worker);
  else await Promise.all([run.send(), run.pay()]);
  await way.meanwhile?.(run);
  for (const deadline = Date.now() + mostMs; !(await endsWithin(worker.gone, 300)); ) {
    if (Date.now() > deadline) throw new Error(`no worker came to ${point} with seed ${seed}`);
    // It passes the point each time that there is something to do.
    if (sparedOf(way) > 0) await run.pay(1);
  }
  expect(await worker.gone).toBe("SIGKILL");

  const diedAtMs = performance.now();
  await way.after?.(run);
  await workers.relieve();
  await run.settled();
  const recoveryMs = performance.now() - diedAtMs;
  await run.count();
  run.leave();
  world.shop.rpc?.forget();
  return recoveryMs;
}

async function endsWithin(end: Promise<unknown>, ms: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), ms);
  const ended = await Promise.race([end.then(() => true), late]);
  clearTimeout(timer);
  return ended;
}
