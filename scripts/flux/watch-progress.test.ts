import { expect, test } from "vitest";
import { type Progress, watchProgress } from "./watch-progress.ts";

/** Lets a watch see these looks, the last one again and again, and counts how often it told by the time that `enough` looks were taken. */
async function told(looks: (Progress | null | Error)[], enough = 12) {
  let taken = 0;
  let frozen = 0;
  await new Promise<void>((resolve) => {
    const end = watchProgress({
      ...{ frozenAfterMs: () => 3, everyMs: 1, onFrozen: () => (frozen += 1) },
      async read() {
        const look = looks[Math.min(taken, looks.length - 1)] ?? null;
        if (++taken > enough) {
          end();
          resolve();
        }
        if (look instanceof Error) throw look;
        return look;
      },
    });
  });
  return frozen;
}
const look = (at: number, goal: number): Progress => ({ at: String(at), isThere: at >= goal });

test("what stands still before its goal is told of, again if it goes on", async () => {
  expect(await told([look(5, 6)])).toBeGreaterThan(1);
});

test("what moves is not told of, however far behind it is, nor what is there", async () => {
  expect(await told(Array.from({ length: 20 }, (_, n) => look(n, 900)))).toBe(0);
  expect(await told([look(6, 6)])).toBe(0);
  // A local chain that lost its last blocks.
  expect(await told([look(7, 6)])).toBe(0);
});

test("what cannot be read proves nothing, and begins the count anew", async () => {
  expect(await told([new Error("down")])).toBe(0);
  expect(await told([null])).toBe(0);
  const now = look(5, 6);
  expect(await told([now, now, now, new Error("down"), now, now, now, null], 8)).toBe(0);
});
