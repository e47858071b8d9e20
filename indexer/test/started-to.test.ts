import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { startChain } from "../../test/harness/chain.ts";
import { createDatabase } from "../../test/harness/database.ts";
import { deployFlux } from "../../test/harness/flux-on-chain.ts";
import { hang } from "../../test/harness/rpc-acts.ts";
import { startRpcProxy } from "../../test/harness/rpc-proxy.ts";
import { startIndexer } from "../../test/harness/start-indexer.ts";
import { keepConnection } from "../start/keep-connection.ts";
import { startedTo } from "../start/started-to.ts";

const [database, chain] = await Promise.all([createDatabase(), startChain()]);
const rpc = await startRpcProxy({ target: chain.rpcUrl });
const flux = await deployFlux(chain.rpcUrl);
await flux.chain.mine({ blocks: 90 });
const look = keepConnection(database.url);
afterAll(async () => {
  await rpc.close();
  await Promise.all([chain.close(), database.drop()]);
});

test("an indexer that waits for ever for a node's answer stands still in what is seen of its start, and goes on with it", async () => {
  rpc.set({ method: "eth_getLogs", act: hang });
  const world = { databaseUrl: database.url, rpcUrl: rpc.url, deployment: flux.deployment };
  const indexer = await startIndexer(world);
  await expect.poll(() => rpc.asked("eth_getLogs").length, { timeout: 120_000 }).toBeGreaterThan(0);
  const hung = await look(startedTo);
  expect(hung).toMatch(/indexer_[0-9a-f]{10} \d+ \d{75}$/);
  // Meanwhile it asks for the head and breathes.
  rpc.forget();
  await expect.poll(() => rpc.asked("eth_getLogs").length, { timeout: 120_000 }).toBeGreaterThan(0);
  expect(await look(startedTo)).toBe(hung);

  rpc.set();
  await indexer.ready();
  expect(await look(startedTo)).not.toBe(hung);
  await indexer.stop();
});

test("a connection that was cut is replaced at the next look", async () => {
  const pidOf = (client: pg.ClientBase) => client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const [first] = (await look(pidOf)).rows;
  expect((await look(pidOf)).rows).toEqual([first]);
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  await other.query("select pg_terminate_backend($1)", [first?.pid]);
  await other.end();
  await expect.poll(async () => (await look(pidOf).catch(() => null))?.rows[0]?.pid).not.toBe(undefined);
  expect((await look(pidOf)).rows).not.toEqual([first]);
});
