import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readEnv } from "../src/env.ts";
import { startSandbox } from "../src/start-sandbox.ts";
import { openTable } from "../src/table.ts";
import { during, scratch } from "./fixture.ts";

const anyPorts = {
  SANDBOX_PORT: "0",
  RAZORPAY_PORT: "0",
  PINATA_PORT: "0",
  INBOX_PORT: "0",
  SMTP_PORT: "0",
  CHIPS_PORT: "0",
  SMS_PORT: "0",
};

test("one process starts every part; its page links them and its health tells when one is down", async () => {
  const env = readEnv({ ...anyPorts, SANDBOX_DATA_DIR: scratch() });
  const sandbox = await during(startSandbox(env));
  const page = await (await fetch(sandbox.index.url)).text();
  for (const { url } of [sandbox.razorpay, sandbox.pinata, sandbox.inbox, sandbox.sms, sandbox.chips])
    expect(page).toContain(`href="${url}"`);
  expect(await (await fetch(`${sandbox.index.url}/health`)).json()).toMatchObject({ ok: true });
  await sandbox.chips.close();
  sandbox.chips.close = async () => {};
  const health = await fetch(`${sandbox.index.url}/health`);
  expect([health.status, await health.json()]).toMatchObject([
    503,
    { ok: false, parts: { chips: { ok: false }, inbox: { ok: true } } },
  ]);
});

test("a taken port stops the start and leaves nothing running", async () => {
  const env = readEnv({ ...anyPorts, SANDBOX_DATA_DIR: scratch() });
  const sandbox = await during(startSandbox(env));
  const taken = startSandbox({ ...env, CHIPS_PORT: sandbox.inbox.port });
  await expect(taken).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("the sandbox does not start in production, nor with a setting it can't read", async () => {
  expect(() => readEnv({ NODE_ENV: "production" })).toThrow(/does not start with NODE_ENV=production/);
  expect(() => readEnv({ WEB_URL: "not a url" })).toThrow(/WEB_URL/);
  const main = join(import.meta.dirname, "../src/main.ts");
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: "ignore",
  });
  expect(await once(child, "exit")).toEqual([1, null]);
});

test("a table forgets the half line of a killed process and nothing else", () => {
  const file = join(scratch(), "rows.jsonl");
  const table = openTable<{ id: string; n: number }>(file);
  table.set({ id: "a", n: 1 });
  table.set({ id: "b", n: 1 });
  table.set({ id: "a", n: 2 });
  table.delete("b");
  appendFileSync(file, '{"row":{"id":"c","n"');
  const again = openTable<{ id: string; n: number }>(file);
  expect(again.values()).toEqual([{ id: "a", n: 2 }]);
  again.set({ id: "d", n: 3 });
  expect(openTable(file).values()).toEqual([
    { id: "a", n: 2 },
    { id: "d", n: 3 },
  ]);
});
