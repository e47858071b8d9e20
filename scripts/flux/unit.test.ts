import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { createUnit, logFile, type UnitDefinition } from "./unit.ts";

const home = mkdtempSync(join(tmpdir(), "flux-unit-"));
afterAll(() => rmSync(home, { recursive: true }));

/** A service that does this, and the times at which it was given up and started again. */
function runService(
  script: string,
  isReady: () => Promise<boolean>,
  watched: Pick<UnitDefinition, "progress" | "frozenAfterMs" | "readyTimeoutMs"> = {},
) {
  const restartsMs: number[] = [];
  const unit = createUnit(
    {
      name: "service",
      kind: "service",
      after: [],
      isReady,
      ...watched,
      command: () => ({ file: process.execPath, args: ["-e", script] }),
    },
    ({ restarts }) => {
      if (restarts > restartsMs.length) restartsMs.push(performance.now());
    },
    { logs: home },
  );
  onTestFinished(() => unit.stop(1_000));
  return { unit, restartsMs };
}

test("a service that was ready is started again at once, however often it is killed", async () => {
  const { unit } = runService("setInterval(() => {}, 1_000)", async () => true);
  await unit.start();
  const waitsMs: number[] = [];
  for (let kill = 1; kill <= 8; kill += 1) {
    await expect.poll(() => unit.state).toBe("ready");
    const before = unit.processId?.pid ?? 0;
    const killedMs = performance.now();
    process.kill(before, "SIGKILL");
    await expect.poll(() => unit.processId !== null && unit.processId.pid !== before).toBe(true);
    waitsMs.push(performance.now() - killedMs);
  }
  expect(unit.restarts).toBe(8);
  // The eighth in a row would wait for ten seconds.
  expect(Math.max(...waitsMs)).toBeLessThan(10_000);
});

test("a service that dies before it is ready waits longer each time", async () => {
  const { unit, restartsMs } = runService("process.exit(1)", async () => false);
  void unit.start().catch(() => {});
  await expect.poll(() => restartsMs.length).toBeGreaterThanOrEqual(5);
  const [first = 0, , , fourth = 0, fifth = 0] = restartsMs;
  // 0, 0.5, 1 and 2 s between the first five.
  expect(fifth - first).toBeGreaterThanOrEqual(3_500);
  expect(fifth - fourth).toBeGreaterThanOrEqual(2_000);
});

const forEver = "setInterval(() => {}, 1_000)";

test("a service that stands still while it starts is killed and started again, and says why", async () => {
  const { unit } = runService(forEver, async () => unit.restarts > 0, {
    progress: async () => ({ at: "block 5", isThere: false }),
    frozenAfterMs: { ready: 600_000, starting: 2_000 },
  });
  await unit.start();
  expect(unit.restarts).toBe(1);
  expect(unit.killedFor).toBe("stood still for 2 s while it started");
  expect(readFileSync(logFile("service", home), "utf8")).toContain(`it ${unit.killedFor}: killed`);
});

test("a start that goes on is waited for beyond its time-out, and neither killed nor given up", async () => {
  let looks = 0;
  const { unit } = runService(forEver, async () => looks >= 8, {
    progress: async () => ({ at: `block ${++looks}`, isThere: false }),
    frozenAfterMs: { ready: 600_000, starting: 2_000 },
    readyTimeoutMs: 4_000,
  });
  await unit.start();
  expect(unit.restarts).toBe(0);
});

test("a start of which nothing is seen is given up after its time-out", async () => {
  const { unit } = runService(forEver, async () => false, {
    progress: async () => null,
    readyTimeoutMs: 200,
  });
  await expect(unit.start()).rejects.toThrow("service did not become ready");
});
