import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApi, type TestApi } from "../../test/start-api.ts";
import { readDueRelays } from "./look-at-due-relays.ts";
import { requestRelay } from "./request-relay.ts";
import { relays } from "./tables.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const voter = `0x${"5".repeat(40)}` as const;
const act = { kind: "vote", designId: "1", voter, tokenIds: ["1000001"] } as const;
const request = (userId: string, key: string) =>
  api.deps.db.transaction((tx) =>
    requestRelay(tx, { key, userId, custodyIndex: 1, act: { ...act, tokenIds: [...act.tokenIds] } }),
  );
const outcomes = async (requests: Promise<unknown>[]) =>
  (await Promise.allSettled(requests)).map((each) =>
    each.status === "fulfilled" ? "queued" : (each.reason as { code: string }).code,
  );

test("nobody has more than twenty acts on their way, also when all are asked for at once", async () => {
  const [hoarder, other] = [randomUUID(), randomUUID()];
  const all = await outcomes(Array.from({ length: 30 }, (_, n) => request(hoarder, `vote:${hoarder}:${n}`)));
  expect(all.filter((outcome) => outcome === "queued")).toHaveLength(20);
  expect(all.filter((outcome) => outcome === "too_many_under_way")).toHaveLength(10);
  expect(await outcomes([request(other, `vote:${other}`)])).toEqual(["queued"]);
  // What is there makes room, and a repeat of what is on its way takes none.
  const { db } = api.deps;
  const [one] = await db.select().from(relays).where(eq(relays.userId, hoarder)).limit(1);
  expect(await outcomes([request(hoarder, one?.key ?? "")])).toEqual(["queued"]);
  await db
    .update(relays)
    .set({ state: "mined" })
    .where(eq(relays.id, one?.id ?? ""));
  expect(await outcomes([request(hoarder, "vote:late"), request(hoarder, "vote:later")])).toEqual(
    expect.arrayContaining(["queued", "too_many_under_way"]),
  );
});

test("everybody's first act goes before anybody's second", async () => {
  const { db } = api.deps;
  await db.delete(relays);
  const hoarders = [randomUUID(), randomUUID(), randomUUID()];
  for (const hoarder of hoarders) for (let n = 0; n < 20; n++) await request(hoarder, `vote:${hoarder}:${n}`);
  const newcomer = randomUUID();
  await request(newcomer, `vote:${newcomer}`);
  const due = await readDueRelays(db);
  const [latest] = await db.select().from(relays).where(eq(relays.userId, newcomer));
  expect(due).toHaveLength(50);
  expect(due.findIndex((relay) => relay.id === latest?.id)).toBe(3);
});
