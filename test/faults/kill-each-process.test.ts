import { afterAll, beforeAll, expect, test } from "vitest";
import { isAlive, waitUntil } from "../../scripts/flux/process-table.ts";
import { type Platform, startPlatform } from "../harness/platform.ts";

const services = ["postgres", "chain", "sandbox", "indexer", "api", "worker", "web"];
let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform();
}, 300_000);
afterAll(() => platform.stop());

test.each(services)("%s is started again after kill -9, and the platform is ready again", async (name) => {
  const find = () => platform.status().processes.find((process) => process.name === name);
  const before = find();
  process.kill(before?.pid ?? 0, "SIGKILL");
  const restarted = await waitUntil(() => (find()?.restarts ?? 0) > (before?.restarts ?? 0), 10_000);
  expect(restarted, `${name} was restarted`).toBe(true);
  expect(await platform.ready(60_000)).toBe(true);
  expect(find()?.pid).not.toBe(before?.pid);
  expect((await fetch(`${platform.status().urls.web}/products`)).status).toBe(200);
});

test("after kill -9 of the supervisor the next start stops the orphans and is ready with the same data", async () => {
  const before = platform.state();
  const orders = await productsLeft(platform);
  platform.supervisor.kill("SIGKILL");
  await waitUntil(() => before !== null && !isAlive(before.supervisor), 5_000);
  expect(before?.children.some(isAlive)).toBe(true);

  platform = await startPlatform(platform.home);
  expect(before?.children.some(isAlive)).toBe(false);
  expect(await productsLeft(platform)).toEqual(orders);
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

async function productsLeft({ status }: Platform) {
  const response = await fetch(`${status().urls.api}/api/products`);
  return response.json();
}
