import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isAlive, waitUntil } from "../../scripts/flux/process-table.ts";
import { type Platform, startPlatform, tellWhenFailed } from "../harness/platform.ts";

const services = ["postgres", "chain", "sandbox", "indexer", "api", "worker", "web"];
let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform?.stop());
tellWhenFailed(() => platform);

test.each(services)("%s is started again after kill -9, and the platform is ready again", async (name) => {
  const find = () => platform.status().processes.find((process) => process.name === name);
  const before = find();
  process.kill(before?.pid ?? 0, "SIGKILL");
  const restarted = await waitUntil(() => (find()?.restarts ?? 0) > (before?.restarts ?? 0), 60_000);
  expect(restarted, `${name} was restarted`).toBe(true);
  expect(await platform.ready()).toBe(true);
  expect(find()?.pid).not.toBe(before?.pid);
  expect((await fetch(`${platform.status().urls.web}/products`)).status).toBe(200);
});

test("after kill -9 of the supervisor the next start stops the orphans, and stock, chain and twins are as before", async () => {
  const demo = await platform.flux("demo", "--json");
  expect(demo.code, demo.output).toBe(0);
  const token = demo.output.match(/"token": "(\d+)"/)?.[1] ?? "";
  const before = platform.state();
  const kept = await memories(platform, token);
  platform.supervisor.kill("SIGKILL");
  await waitUntil(() => before !== null && !isAlive(before.supervisor), 60_000);
  expect(before?.children.some(isAlive)).toBe(true);

  platform = await startPlatform(platform.home);
  expect(before?.children.some(isAlive)).toBe(false);
  expect(await memories(platform, token)).toEqual(kept);
});

test("a second start says that FLUX runs already, and changes nothing", async () => {
  const before = platform.state();
  const { code, output } = await platform.flux("start");
  expect(output).toContain(`FLUX runs already: ${platform.status().urls.web}`);
  expect(code).toBe(0);
  expect(platform.state()).toEqual(before);
});

test("Ctrl-C stops everything within ten seconds and leaves no process behind", async () => {
  const before = platform.state();
  platform.supervisor.kill("SIGINT");
  expect(await waitUntil(() => platform.supervisor.exitCode !== null, 10_000)).toBe(true);
  expect(platform.supervisor.exitCode).toBe(0);
  expect(before?.children.length).toBeGreaterThan(5);
  expect(before?.children.filter(isAlive)).toEqual([]);
});

async function memories({ home, status }: Platform, token: string) {
  const { api } = status().urls;
  const read = async (path: string) => (await fetch(`${api}${path}`)).json();
  const twin = (await read(`/api/blockchain/digital-twin/${token}`)) as { owner: string; history: unknown[] };
  expect(twin.history.length).toBe(2);
  const deployment = readFileSync(join(home, "data", "deployment.json"), "utf8");
  return { products: await read("/api/products"), owner: twin.owner, history: twin.history, deployment };
}
