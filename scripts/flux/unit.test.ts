import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { createUnit } from "./unit.ts";

const home = mkdtempSync(join(tmpdir(), "flux-unit-"));
afterAll(() => rmSync(home, { recursive: true }));

/** A service that does this, and the times at which it was given up and started again. */
function runService(script: string, isReady: () => Promise<boolean>) {
  const restartsMs: number[] = [];
  const unit = createUnit(
    {
      name: "service",
      kind: "service",
      after: [],
      isReady,
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
