import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { parseEther, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { freePort } from "../../../scripts/flux/ports.ts";
import { startChain } from "../../../test/harness/chain.ts";
import { startApi, type TestApi } from "../../test/start-api.ts";
import { connectChain } from "../adapters/chain/chain.ts";
import { openSigners } from "../adapters/chain/open-signers.ts";
import { recordAudit } from "../auditor/last-audit.ts";
import { house, take } from "../limits/rate-limits.ts";
import { startMinter } from "../minter/minter.ts";
import { spendingLimits } from "../minter/spending.ts";
import { pins } from "../modules/pins/tables.ts";
import { checkWorker, type Worker, type WorkerReport } from "./check-worker.ts";
import { createHealth } from "./health.ts";
import { workJobs } from "./work-jobs.ts";

const key = (digit: string) => `0x${digit.repeat(64)}` as const;
let chain: Awaited<ReturnType<typeof startChain>>;
let api: TestApi;
let jobs: Awaited<ReturnType<typeof workJobs>>;
let minter: ReturnType<typeof startMinter>;
let worker: Worker;

beforeAll(async () => {
  chain = await startChain();
  api = await startApi({ RPC_URL: chain.rpcUrl });
  for (const digit of ["1", "2"]) {
    const { address } = privateKeyToAccount(key(digit));
    await chain.client.request({
      method: "anvil_setBalance" as never,
      params: [address, toHex(parseEther("50"))] as never,
    });
  }
  jobs = await workJobs(api.deps);
  const signers = await openSigners({ MINTER_KEY: key("1"), RELAYER_KEY: key("2") });
  minter = startMinter({ ...api.deps, signers, spending: spendingLimits(api.env) });
});
beforeEach(() => {
  worker = {
    deps: api.deps,
    spending: spendingLimits(api.env),
    smsDailyLimit: 3,
    signerLoops: minter.signerLoops,
    loops: jobs.loops,
  };
});
afterAll(async () => {
  await Promise.all([minter.stop(), jobs.stop()]);
  await api.close();
  await chain.close();
});

async function ask(path: "/health" | "/ready") {
  const answer = await createHealth(worker).request(path);
  return { status: answer.status, ...((await answer.json()) as WorkerReport) };
}
const scrape = async () => (await createHealth(worker).request("/metrics")).text();
const inTree = (path: string) => new URL(`../../../${path}`, import.meta.url);
type AlarmFile = { groups: { rules: { alert: string; expr: string; annotations: { runbook: string } }[] }[] };
const secondsAgo = (sec: number) => Date.now() - sec * 1_000;

test("a worker is ready once every signer loop came round, and tells who holds each, and every queue", async () => {
  worker.signerLoops = () => minter.signerLoops().map((loop) => ({ ...loop, lastRoundAt: null }));
  expect(await ask("/ready")).toMatchObject({ status: 503, ready: false });
  expect(await ask("/health")).toMatchObject({ status: 200, moving: true });
  worker.signerLoops = minter.signerLoops;
  await expect.poll(async () => (await ask("/ready")).status, { timeout: 25_000 }).toBe(200);
  const loop = { lease: "held here", queued: 0, underWay: 0, parked: 0, oldestDueSec: null, lastError: null };
  const { signerLoops, queues, still, degraded } = await ask("/ready");
  expect(signerLoops).toMatchObject([
    { purpose: "mint", ...loop },
    { purpose: "relay", ...loop },
  ]);
  expect(queues).toContainEqual({ name: "send-mail", due: 0, oldestDueSec: null, active: 0, failed: 0 });
  expect([still, degraded]).toEqual([[], []]);
});

test("a signer whose loop stands still is told, and is no longer healthy", async () => {
  worker.signerLoops = () =>
    minter
      .signerLoops()
      .map((loop) => (loop.purpose === "mint" ? { ...loop, lastTurnAt: new Date(secondsAgo(90)) } : loop));
  const reason = expect.stringMatching(/came round 9\d s ago/);
  for (const path of ["/health", "/ready"] as const)
    expect(await ask(path)).toMatchObject({ status: 503, still: [{ part: "mint", reason }] });
});

test("a signer that cannot pay its dearest transaction is told, with its address and what it holds", async () => {
  const perTransactionWei = parseEther("51");
  worker.spending = { ...worker.spending, perTransactionWei };
  expect(await ask("/health")).toMatchObject({
    status: 200,
    degraded: [
      { part: "mint", reason: `${privateKeyToAccount(key("1")).address} holds 50 POL: send it some` },
      { part: "relay", reason: `${privateKeyToAccount(key("2")).address} holds 50 POL: send it some` },
    ],
  });
});

test("the numbers for Prometheus are those of /health, and one that is not known is left out", async () => {
  const text = await scrape();
  const { signerLoops, chain: seen } = await ask("/health");
  const signer = signerLoops[0]?.signer;
  expect(text).toContain(`flux_signer_balance_pol{purpose="mint",signer="${signer}"} 50`);
  expect(text).toContain('flux_requests{purpose="mint",state="parked"} 0');
  expect(text).toContain('flux_jobs{queue="send-mail",state="due"} 0');
  expect(text).toContain(`flux_chain_head_block ${seen.block}`);
  expect(text).toContain("flux_worker_still 0");
  expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
  // No indexer ever ran here.
  expect(seen.indexedBlock).toBeNull();
  expect(text).not.toMatch(/^flux_indexed_block /m);
});

test("a node that is down is told by its host alone, in words and in numbers, and the newest block by the others", async () => {
  const gone = `127.0.0.1:${await freePort()}`;
  const RPC_URL: [string, string] = [`http://${gone}/v2/secret-key`, chain.rpcUrl];
  const { look } = connectChain({ ...api.env, RPC_URL });
  worker.deps = { ...api.deps, chain: { ...api.deps.chain, look } };
  const report = await ask("/health");
  expect(report).toMatchObject({
    status: 200,
    degraded: [{ part: "chain", reason: expect.stringContaining(`${gone} does not answer`) }],
    chain: { block: expect.any(Number), nodes: [{ name: gone, block: null }, { trouble: null }] },
  });
  const text = await scrape();
  expect(text).toContain(`flux_chain_node_well{node="${gone}"} 0`);
  expect(text).toContain(`flux_chain_node_well{node="${new URL(chain.rpcUrl).host}"} 1`);
  expect(JSON.stringify(report) + text).not.toContain("secret-key");
});

test("the text messages of a day are told beside what they may be", async () => {
  const { limits } = api.deps;
  expect(await scrape()).toContain("flux_sms_day 0");
  await take(limits.smsHouse, house);
  await take(limits.smsHouse, house);
  expect(await ask("/health")).toMatchObject({ sms: { ofDay: 2, dailyLimit: 3 } });
  const text = await scrape();
  expect(text).toContain("flux_sms_day 2");
  expect(text).toContain("flux_sms_daily_limit 3");
});

test("every alarm asks for numbers that a worker tells, and says where it is written what to do", async () => {
  const told = new Set([...(await scrape()).matchAll(/^# TYPE (flux_\w+)/gm)].map(([, name]) => name));
  const { groups } = parse(readFileSync(inTree("deploy/alarms.yml"), "utf8")) as AlarmFile;
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(10);
  for (const { alert, expr, annotations } of rules) {
    const asked = expr.match(/flux_\w+/g) ?? [];
    expect(asked.length, alert).toBeGreaterThan(0);
    for (const name of asked) expect(told, alert).toContain(name);
    const [file = "", section] = annotations.runbook.split("#");
    const titles = readFileSync(inTree(file), "utf8").match(/^#+ .*/gm) ?? [];
    if (section)
      expect(
        titles.map((title) => title.replace(/^#+ /, "").toLowerCase()),
        alert,
      ).toContain(section);
  }
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
  // The nightly audit may read the chain for hours; nothing else may.
  const atWorkSince = (name: string) => () => [
    {
      ...silent,
      name,
      count: 1,
      createdOn: 0,
      lastFetchedOn: secondsAgo(400),
      lastJobStartedOn: secondsAgo(400),
    },
  ];
  worker.loops = atWorkSince("audit-books");
  expect(await ask("/health")).toMatchObject({ status: 200, still: [] });
  worker.loops = atWorkSince("send-mail");
  expect(await ask("/health")).toMatchObject({ status: 503, still: [{ part: "send-mail" }] });
});

test("what is due and not done is told with its age, and what waits for a person", async () => {
  const relay = (state: string, key: string) => sql`
    insert into flux.relays (id, key, user_id, act, state, due_at)
    values (gen_random_uuid(), ${key}, gen_random_uuid(), '{}', ${state}, now() - interval '90 seconds')`;
  // The loop itself is stopped: it would take them.
  const signerLoops = minter.signerLoops();
  worker.signerLoops = () =>
    signerLoops.map((loop) => ({ ...loop, lastTurnAt: new Date(), lastError: null }));
  await minter.stop();
  await api.deps.db.execute(relay("queued", "a"));
  const late = await ask("/health");
  expect(late).toMatchObject({
    status: 200,
    degraded: [{ part: "relay", reason: expect.stringMatching(/has been due for 9\d s/) }],
  });
  expect(late.signerLoops[1]?.oldestDueSec).toBeGreaterThanOrEqual(90);
  expect(late.signerLoops[1]).toMatchObject({ queued: 1, lease: "held by nobody" });
  await api.deps.db.execute(sql`update flux.relays set state = 'parked'`);
  expect(await ask("/health")).toMatchObject({
    degraded: [{ part: "relay", reason: "1 are parked and wait for a person" }],
  });
  await api.deps.db.execute(sql`delete from flux.relays`);
});

test("what the last audit found is told until an audit is clean, and the worker stays healthy and ready", async () => {
  const block = { number: 7, atSec: 0 };
  const found = {
    check: "tokens",
    kind: "wrong_owner",
    subject: "1-1",
    sentence: "Token 1-1 is elsewhere.",
  } as const;
  await recordAudit(api.deps, { block, differences: [found, found], underWay: [] });
  expect(await ask("/health")).toMatchObject({
    status: 200,
    degraded: [
      { part: "audit", reason: expect.stringMatching(/^2 differences .* at block 7: .\/flux audit/) },
    ],
  });
  await recordAudit(api.deps, { block, differences: [], underWay: [] });
  expect(await ask("/health")).toMatchObject({ status: 200, degraded: [] });
});

test("a folder that IPFS lost and nobody can put back is told with the reason, and holds nothing up", async () => {
  const { db } = api.deps;
  const trouble = "AppError: it cannot be pinned again";
  await db.insert(pins).values([
    { cid: "bafkept", name: "batch-1" },
    { cid: "baflost", name: "batch-2", trouble },
  ]);
  const report = await ask("/health");
  expect(report).toMatchObject({ status: 200, pinsInTrouble: [{ name: "batch-2", trouble }] });
  expect(JSON.stringify([report.still, report.degraded])).not.toContain(trouble);
  await db.delete(pins);
});

test("an RPC that is gone leaves the worker healthy, and degraded with the reason, without its address", async () => {
  const signers = await openSigners({ MINTER_KEY: key("3"), RELAYER_KEY: key("4") });
  await chain.close();
  minter = startMinter({ ...api.deps, signers, spending: spendingLimits(api.env) });
  worker.signerLoops = minter.signerLoops;
  await expect
    .poll(async () => (await ask("/health")).degraded.map(({ part }) => part), { timeout: 20_000 })
    .toEqual(["chain", "mint", "relay"]);
  const report = await ask("/health");
  expect(report).toMatchObject({ status: 200, moving: true });
  expect(report.degraded[1]?.reason).toMatch(/^its last round failed: HTTP request failed/);
  expect(JSON.stringify(report)).not.toContain(chain.rpcUrl);

  // A round that hangs on the silent chain is the chain's fault: a restart would not help.
  worker.signerLoops = () =>
    minter.signerLoops().map((loop) => ({ ...loop, lastTurnAt: new Date(secondsAgo(90)) }));
  expect(await ask("/health")).toMatchObject({ status: 200, still: [] });
});

test("a node that hangs hides nothing of what the signers have to do", async () => {
  const silent = () => new Promise<never>(() => {});
  const chain = { ...api.deps.chain, client: { getBalance: silent } as never };
  const report = await checkWorker({ ...worker, deps: { ...api.deps, chain } });
  expect(report.signerLoops).toMatchObject([
    { purpose: "mint", queued: 0, balancePol: null },
    { purpose: "relay", queued: 0, balancePol: null },
  ]);
});

test("a worker without its database stands still", async () => {
  const answer = await checkWorker({
    ...worker,
    deps: { ...api.deps, db: { execute: () => Promise.reject(new Error("gone")) } as never },
  });
  expect(answer).toMatchObject({ moving: false, still: [{ part: "database" }] });
});
