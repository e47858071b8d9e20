import { expect, test } from "vitest";
import { askInTurn } from "../src/features/catalogue/ask-in-turn.ts";

test("the next question waits for the last answer, and an answer to an older one is never told", async () => {
  const { asked, told, asker } = start();
  asker.want("h");
  asker.want("ho");
  asker.want("hood");
  expect(asked.map(({ what }) => what)).toEqual(["h"]);
  asked[0]!.answer("for h");
  await expect.poll(() => asked.map(({ what }) => what)).toEqual(["h", "hood"]);
  asked[1]!.answer("for hood");
  await expect.poll(() => told).toEqual([["hood", "for hood"]]);
});

test("a question without an answer is told as trouble, asked again, and told as over", async () => {
  const { asked, told, troubles, asker } = start();
  asker.want("hood");
  asked[0]!.fail();
  await expect.poll(() => asked.length).toBe(2);
  expect(troubles).toEqual([true]);
  asked[1]!.answer("for hood");
  await expect.poll(() => told).toEqual([["hood", "for hood"]]);
  expect(troubles).toEqual([true, false]);
});

test("an answer to what is not wanted any more is not told", async () => {
  const { asked, told, troubles, asker } = start();
  asker.want("hood");
  asker.want(undefined);
  asked[0]!.answer("for hood");
  await expect.poll(() => troubles).toEqual([false]);
  expect(told).toEqual([]);
});

function start() {
  const asked: { what: string; answer: (value: string) => void; fail: () => void }[] = [];
  const told: [string, string][] = [];
  const troubles: boolean[] = [];
  const asker = askInTurn<string>(
    (what) =>
      new Promise((answer, reject) => asked.push({ what, answer, fail: () => reject(new Error("gone")) })),
    { news: (...news) => told.push(news), trouble: (isThere) => troubles.push(isThere) },
    { soonMs: 1, restMs: 1 },
  );
  return { asked, told, troubles, asker };
}
