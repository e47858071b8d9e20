import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startChain } from "../../test/harness/chain.ts";
import { createDatabase } from "../../test/harness/database.ts";
import { deployFlux } from "../../test/harness/flux-on-chain.ts";
import { startIndexer } from "../../test/harness/start-indexer.ts";
import { indexedTo } from "../start/caught-up-to.ts";

vi.setConfig({ testTimeout: 200_000 });

const [database, chain] = await Promise.all([createDatabase(), startChain()]);
const flux = await deployFlux(chain.rpcUrl);
const world = { databaseUrl: database.url, rpcUrl: chain.rpcUrl, deployment: flux.deployment };
const indexer = await startIndexer(world);

beforeAll(() => indexer.ready(), 200_000);
afterAll(async () => {
  await Promise.all([chain.close(), database.drop()]);
});

test("the entry says which settings are missing or wrong, and ends with 1", async () => {
  const entry = join(import.meta.dirname, "../start.ts");
  const env = { PATH: process.env.PATH, RPC_URL: "nowhere", CHAIN_ID: "31337" };
  await expect(promisify(execFile)(process.execPath, [entry], { env })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/DATABASE_URL: .*\n {2}RPC_URL: /),
  });
});

test("blocks in which nothing of FLUX happens are contained in the views all the same", async () => {
  await chain.client.request({ method: "anvil_mine", params: ["0x5"] } as never);
  const head = await chain.client.getBlockNumber({ cacheTime: 0 });
  await expect.poll(() => indexedTo(database.url, head), { timeout: 30_000 }).toBe(true);
  expect(await indexedTo(database.url, head + 1n)).toBe(false);
});

test("a second one on the same database says so and ends with 1; the first ends with 0 when it is asked to", async () => {
  const second = await startIndexer(world);
  await expect(second.ready()).rejects.toThrow("Another indexer is at work on this database");
  expect(await second.stop()).toBe(1);
  expect(await indexer.stop("SIGTERM")).toBe(0);
});
