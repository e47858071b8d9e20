import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../../../scripts/flux/ports.ts";
import { startChain } from "../../../../test/harness/chain.ts";
import { startApi, type TestApi } from "../../../test/start-api.ts";
import { connectChain } from "../../adapters/chain/chain.ts";
import { connect } from "../../db/client.ts";

// Lives, as Ponder's /health says it; how far it is stands in its checkpoint.
const indexer = createServer((_, answer) => answer.end());
let api: TestApi;
let chain: Awaited<ReturnType<typeof startChain>>;

beforeAll(async () => {
  await new Promise<void>((resolve) => indexer.listen(0, "127.0.0.1", resolve));
  const { port } = indexer.address() as AddressInfo;
  chain = await startChain();
  api = await startApi({ RPC_URL: chain.rpcUrl, INDEXER_URL: `http://127.0.0.1:${port}` });
  await api.deps.db.execute(sql`create schema chain`);
  await api.deps.db.execute(sql`create table chain._ponder_checkpoint (latest_checkpoint text)`);
  await indexedTo(0);
});
afterAll(async () => {
  await api.close();
  await chain.close();
});

/** Ponder's checkpoint: 10 digits of the block's time, 16 of the chain, 16 of the block, 33 more. */
async function indexedTo(block: number) {
  const checkpoint = `${"1".padStart(10, "0")}${"31337".padStart(16, "0")}${`${block}`.padStart(16, "0")}`;
  await api.deps.db.execute(sql`truncate chain._ponder_checkpoint`);
  await api.deps.db.execute(sql`insert into chain._ponder_checkpoint values (${checkpoint.padEnd(75, "9")})`);
}

type Readiness = { ready: boolean; degraded: { part: string; reason: string }[]; checks: object };

async function ready() {
  const answer = await api.get("/ready");
  return { status: answer.status, ...((await answer.json()) as Readiness) };
}
const host = () => new URL(chain.rpcUrl).host;
const degradedParts = async () => (await ready()).degraded.map(({ part }) => part);

test("health is about this process alone", async () => {
  const answer = await api.get("/health");
  expect([answer.status, await answer.json()]).toEqual([200, { status: "ok" }]);
});

test("ready names every part", async () => {
  // A part that takes longer than its patience counts as down: on a busy machine that passes.
  await expect.poll(ready).toEqual({
    status: 200,
    ready: true,
    degraded: [],
    checks: {
      database: { ok: true },
      chain: {
        ...{ ok: true, block: 0, headAgeSec: expect.any(Number) },
        nodes: [{ name: host(), ok: true, block: 0, headAgeSec: expect.any(Number) }],
      },
      indexer: { ok: true, block: 0, lagBlocks: 0 },
      jobs: { ok: true, oldestDueSec: 0 },
    },
  });
});

test("of several nodes the one that is down is told by its host, without its key, and the API stays ready", async () => {
  const gone = `127.0.0.1:${await freePort()}`;
  const { look } = api.deps.chain;
  const RPC_URL: [string, string] = [`http://${gone}/v2/secret-key`, chain.rpcUrl];
  api.deps.chain.look = connectChain({ ...api.env, RPC_URL }).look;
  const answer = await ready();
  expect(answer).toMatchObject({
    ...{ status: 200, ready: true },
    degraded: [
      {
        part: "chain",
        reason: `${gone} does not answer: nobody is let in where a right depends on the chain.`,
      },
    ],
    checks: {
      chain: {
        ...{ ok: false, block: 0 },
        nodes: [
          { name: gone, ok: false, block: null, headAgeSec: null },
          { name: host(), ok: true, block: 0 },
        ],
      },
      indexer: { ok: true, lagBlocks: 0 },
    },
  });
  expect(JSON.stringify(answer)).not.toContain("secret-key");
  api.deps.chain.look = look;
});

test("an indexer that falls behind the chain's head is told as degraded, whatever it says of itself", async () => {
  await chain.client.request({ method: "anvil_mine", params: ["0x1f"] } as never);
  await expect.poll(ready).toMatchObject({
    ...{ status: 200, ready: true },
    degraded: [{ part: "indexer", reason: expect.stringContaining("31 blocks behind") }],
    checks: { indexer: { ok: false, block: 0, lagBlocks: 31 } },
  });
  await indexedTo(1);
  await expect.poll(ready).toMatchObject({ degraded: [], checks: { indexer: { ok: true, lagBlocks: 30 } } });
});

test("a job that nobody works on is told as degraded; one that is due later is no matter", async () => {
  await api.post("/api/auth/register", { email: "a@flux.test", password: "long-enough", name: "A" });
  const dueIn = (sec: number) =>
    api.deps.db.execute(sql`update jobs.job set start_after = now() + make_interval(secs => ${sec})`);
  await dueIn(3600);
  await expect.poll(degradedParts).toEqual([]);
  await dueIn(-90);
  await expect.poll(ready).toMatchObject({
    ...{ status: 200, ready: true },
    degraded: [{ part: "jobs", reason: expect.stringMatching(/due for \d+ s/) }],
    checks: { jobs: { ok: false, oldestDueSec: expect.toSatisfy((sec: number) => sec >= 90) } },
  });
  await dueIn(3600);
});

test("an indexer that is dead is told as degraded, though the chain stands still", async () => {
  await new Promise((resolve) => indexer.close(resolve));
  expect(await ready()).toMatchObject({
    ...{ status: 200, ready: true, degraded: [{ part: "indexer" }] },
    checks: { indexer: { ok: false, block: null } },
  });
});

test("an RPC that is gone takes no API out of service: it stays ready, and says what does not work", async () => {
  await chain.close();
  await expect.poll(ready).toMatchObject({
    ...{ status: 200, ready: true },
    degraded: [{ part: "chain", reason: expect.stringContaining("RPC_URL") }, { part: "indexer" }],
    checks: {
      database: { ok: true },
      chain: { ok: false, block: null },
      indexer: { ok: false, lagBlocks: null },
    },
  });
  expect((await api.get("/health")).status).toBe(200);
});

test("a database that is gone makes the process not ready, and the answer still comes", async () => {
  const gone = connect("postgres://flux:none@127.0.0.1:9/flux");
  const { db } = api.deps;
  api.deps.db = gone.db;
  try {
    expect(await ready()).toMatchObject({ status: 503, ready: false, checks: { database: { ok: false } } });
    expect((await degradedParts())[0]).toBe("database");
  } finally {
    api.deps.db = db;
    await gone.pool.end();
  }
});
