import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startChain } from "../../../test/harness/chain.ts";
import { startApi, type TestApi } from "../../test/start-api.ts";
import { localSigners } from "../adapters/chain/signer.ts";
import { workJobs } from "../jobs/jobs.ts";
import { startMinter } from "../modules/blockchain/minter.ts";
import { checkWorker, createHealth, type Worker } from "./health.ts";

const key = (digit: string) => `0x${digit.repeat(64)}` as const;
let chain: Awaited<ReturnType<typeof startChain>>;
let api: TestApi;
let jobs: Awaited<ReturnType<typeof workJobs>>;
let minter: ReturnType<typeof startMinter>;
let worker: Worker;

beforeAll(async () => {
  chain = await startChain();
  api = await startApi({ RPC_URL: chain.rpcUrl });
  jobs = await workJobs(api.deps);
  const signers = localSigners({ MINTER_KEY: key("1"), RELAYER_KEY: key("2") });
  minter = startMinter({ ...api.deps, signers });
});
beforeEach(() => {
  worker = { deps: api.deps, lanes: minter.lanes, loops: jobs.loops };
});
afterAll(async () => {
  await Promise.all([minter.stop(), jobs.stop()]);
  await api.close();
  await chain.close();
});

async function ask(path: "/health" | "/ready") {
  const answer = await createHealth(worker).request(path);
  return { status: answer.status, ...((await answer.json()) as Awaited<ReturnType<typeof checkWorker>>) };
}
const secondsAgo = (sec: number) => Date.now() - sec * 1_000;

test("a worker is ready once every lane came round, and tells who holds each, and every queue", async () => {
  worker.lanes = () => minter.lanes().map((lane) => ({ ...lane, lastRoundAt: null }));
  expect(await ask("/ready")).toMatchObject({ status: 503, ready: false });
  expect(await ask("/health")).toMatchObject({ status: 200, moving: true });
  worker.lanes = minter.lanes;
  await expect.poll(async () => (await ask("/ready")).status, { timeout: 25_000 }).toBe(200);
  const lane = { lease: "held here", queued: 0, underWay: 0, failed: 0, oldestDueSec: null, lastError: null };
  const { lanes, queues, still, degraded } = await ask("/ready");
  expect(lanes).toMatchObject([
    { purpose: "mint", ...lane },
    { purpose: "relay", ...lane },
  ]);
  expect(queues).toContainEqual({ name: "send-mail", due: 0, oldestDueSec: null, active: 0, failed: 0 });
  expect([still, degraded]).toEqual([[], []]);
});

test("a lane whose loop stands still is told, and is no longer healthy", async () => {
  worker.lanes = () =>
    minter
      .lanes()
      .map((lane) => (lane.purpose === "mint" ? { ...lane, lastTurnAt: new Date(secondsAgo(90)) } : lane));
  const reason = expect.stringMatching(/came round 9\d s ago/);
  for (const path of ["/health", "/ready"] as const)
    expect(await ask(path)).toMatchObject({ status: 503, still: [{ part: "mint", reason }] });
});

test("a queue that is no longer looked at is told, and is no longer healthy; a long job is no matter", async () => {
  const silent = { lastFetchedOn: secondsAgo(90), lastJobStartedOn: secondsAgo(90), lastJobEndedOn: null };
  const stopped = { ...silent, createdOn: secondsAgo(900) };
  const loopsWith = (count: number) => () =>
    jobs.loops().map((loop) => (loop.name === "send-mail" ? { ...loop, ...stopped, count } : loop));
  worker.loops = loopsWith(0);
  expect(await ask("/health")).toMatchObject({ status: 503, still: [{ part: "send-mail" }] });
  worker.loops = loopsWith(1);
  expect(await ask("/health")).toMatchObject({ status: 200, still: [] });
});

test("what is due and not done is told with its age, and what waits for a person", async () => {
  const relay = (state: string, key: string) => sql`
    insert into flux.relays (id, key, user_id, act, state, due_at)
    values (gen_random_uuid(), ${key}, gen_random_uuid(), '{}', ${state}, now() - interval '90 seconds')`;
  // The lane itself is stopped: it would take them.
  const lanes = minter.lanes();
  worker.lanes = () => lanes.map((lane) => ({ ...lane, lastTurnAt: new Date(), lastError: null }));
  await minter.stop();
  await api.deps.db.execute(relay("queued", "a"));
  const late = await ask("/health");
  expect(late).toMatchObject({
    status: 200,
    degraded: [{ part: "relay", reason: expect.stringMatching(/has been due for 9\d s/) }],
  });
  expect(late.lanes[1]?.oldestDueSec).toBeGreaterThanOrEqual(90);
  expect(late.lanes[1]).toMatchObject({ queued: 1, lease: "held by nobody" });
  await api.deps.db.execute(sql`update flux.relays set state = 'failed'`);
  expect(await ask("/health")).toMatchObject({
    degraded: [{ part: "relay", reason: "1 failed and wait for a person" }],
  });
  await api.deps.db.execute(sql`delete from flux.relays`);
});

test("an RPC that is gone leaves the worker healthy, and degraded with the reason, without its address", async () => {
  const signers = localSigners({ MINTER_KEY: key("3"), RELAYER_KEY: key("4") });
  await chain.close();
  minter = startMinter({ ...api.deps, signers });
  worker.lanes = minter.lanes;
  await expect
    .poll(async () => (await ask("/health")).degraded.map(({ part }) => part), { timeout: 20_000 })
    .toEqual(["chain", "mint", "relay"]);
  const report = await ask("/health");
  expect(report).toMatchObject({ status: 200, moving: true });
  expect(report.degraded[1]?.reason).toMatch(/^its last round failed: HTTP request failed/);
  expect(JSON.stringify(report)).not.toContain(chain.rpcUrl);

  // A round that hangs on the silent chain is the chain's fault: a restart would not help.
  worker.lanes = () => minter.lanes().map((lane) => ({ ...lane, lastTurnAt: new Date(secondsAgo(90)) }));
  expect(await ask("/health")).toMatchObject({ status: 200, still: [] });
});

test("a worker without its database stands still", async () => {
  const answer = await checkWorker({
    ...worker,
    deps: { ...api.deps, db: { execute: () => Promise.reject(new Error("gone")) } as never },
  });
  expect(answer).toMatchObject({ moving: false, still: [{ part: "database" }] });
});
