import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isAlive, waitUntil } from "../../scripts/flux/process-table.ts";
import { type Platform, startPlatform, tellWhenFailed } from "../harness/platform.ts";
import { readEnvironment, withDescendants } from "../harness/read-environment.ts";
import { reportRecoveries } from "../harness/report-recoveries.ts";

const services = ["postgres", "chain", "sandbox", "indexer", "api", "worker", "web"];
/** How often each is killed in a row: `npm run test:faults` sets more. */
const kills = Number(process.env.FLUX_FAULT_KILLS ?? 2);
let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform(undefined, { INDEXER_FROZEN_SEC: "10", INDEXER_START_FROZEN_SEC: "30" });
});
afterAll(() => platform?.stop());
tellWhenFailed(() => platform);

const ofTheSystem = ["PATH", "HOME", "TMPDIR", "LANG", "TZ", "CI", "NODE_OPTIONS", "NODE_EXTRA_CA_CERTS"];
const common = [
  ...["NODE_ENV", "NODE_COMPILE_CACHE", "LOG_LEVEL", "WEB_URL", "DATABASE_URL", "DB_STATEMENT_TIMEOUT_MS"],
  ...["DB_LOCK_TIMEOUT_MS", "DB_IDLE_IN_TRANSACTION_TIMEOUT_MS", "DB_CONNECT_TIMEOUT_MS"],
  ...["RPC_URL", "CHAIN_ID", "DEPLOYMENT_FILE", "MAX_HEAD_AGE_SEC", "CUSTODY_SEED_FILE", "UPLOADS_DIR"],
  ...["RAZORPAY_API_URL", "RAZORPAY_KEY_ID", "RAZORPAY_KEY_SECRET", "SMS_VENDOR"],
  ...["SELLER_NAME", "SELLER_ADDRESS", "SELLER_GSTIN"],
];
/** All that each process may be told. */
const allowed: Record<string, string[]> = {
  postgres: [],
  chain: [],
  sandbox: [
    ...["NODE_ENV", "NODE_COMPILE_CACHE", "WEB_URL", "SANDBOX_DATA_DIR", "SANDBOX_PORT", "RAZORPAY_PORT"],
    ...["PINATA_PORT", "INBOX_PORT", "SMTP_PORT", "CHIPS_PORT", "RAZORPAY_KEY_ID", "RAZORPAY_KEY_SECRET"],
    ...["RAZORPAY_WEBHOOK_SECRET", "RAZORPAY_WEBHOOK_URL", "PINATA_JWT", "SMS_PORT", "MSG91_AUTH_KEY"],
    ...["MSG91_SENDER", "MSG91_OTP_TEMPLATE_ID"],
  ],
  indexer: [
    ...["DATABASE_URL", "RPC_URL", "CHAIN_ID", "DEPLOYMENT_FILE", "INDEXER_PORT", "INDEXER_POLL_MS"],
    ...["INDEXER_HOST", "NODE_COMPILE_CACHE"],
  ],
  api: [
    ...[...common, "API_PORT", "API_URL", "INDEXER_URL", "TRUSTED_PROXIES", "AUTH_SECRET"],
    ...[
      "ACTS_PER_MINUTE_OF_NETWORK",
      "ORDERS_PER_NETWORK",
      "UNPAID_ORDERS_PER_ADDRESS",
      "CUSTODY_NEW_DESTINATION_WAIT_H",
    ],
    ...["RAZORPAY_WEBHOOK_SECRET", "RAZORPAY_WEBHOOK_SECRET_PREVIOUS"],
  ],
  worker: [
    ...[...common, "WORKER_PORT", "MINTER_KEY", "RELAYER_KEY", "RECONCILE_AFTER_SEC"],
    ...["SMTP_URL", "MAIL_FROM", "PINATA_JWT", "PINATA_API_URL", "PINATA_UPLOAD_URL", "PINATA_GATEWAY_URL"],
    ...["MSG91_API_URL", "MSG91_AUTH_KEY", "MSG91_SENDER", "MSG91_OTP_TEMPLATE_ID"],
  ],
  web: [
    ...["NODE_ENV", "NODE_COMPILE_CACHE", "API_URL", "WEB_URL", "RAZORPAY_API_URL", "WEB_TRUSTED_PROXIES"],
    ...["NEXT_TELEMETRY_DISABLED"],
  ],
};
/** The secrets that each process may know. */
const secretsOf: Record<string, string[]> = {
  sandbox: ["razorpayKeySecret", "razorpayWebhookSecret", "pinataJwt", "msg91AuthKey"],
  indexer: ["postgresPassword"],
  api: ["postgresPassword", "authSecret", "razorpayKeySecret", "razorpayWebhookSecret"],
  worker: ["postgresPassword", "razorpayKeySecret", "pinataJwt", "msg91AuthKey", "minterKey", "relayerKey"],
};

test.each(services)(
  "%s was told its own settings and nothing else: no key that another one needs",
  (name) => {
    const process = platform.status().processes.find((each) => each.name === name);
    const worker = platform.status().processes.find((each) => each.name === "worker");
    const secrets = JSON.parse(readFileSync(join(platform.home, "data", "secrets.json"), "utf8"));
    const keys = readEnvironment(worker?.pid ?? 0);
    const known = { ...secrets, minterKey: keys.get("MINTER_KEY"), relayerKey: keys.get("RELAYER_KEY") };
    const forbidden = Object.keys(known).filter((secret) => !(secretsOf[name] ?? []).includes(secret));

    const names = [...readEnvironment(process?.pid ?? 0).keys()];
    const may = [...ofTheSystem, ...(allowed[name] ?? [])];
    expect(names.filter((each) => !may.includes(each))).toEqual([]);

    // What a process starts may be told more (Next names itself), but no secret.
    for (const pid of withDescendants(process?.pid ?? 0)) {
      const told = [...readEnvironment(pid).values()].join("\n");
      expect(forbidden.filter((secret) => told.includes(known[secret]))).toEqual([]);
    }
  },
);

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

test("an indexer that lives and stands still is started again, and the views go on", async () => {
  const find = () => platform.status().processes.find(({ name }) => name === "indexer");
  const before = find();
  process.kill(before?.pid ?? 0, "SIGSTOP");
  const mine = { jsonrpc: "2.0", id: 1, method: "evm_mine", params: [] };
  const headers = { "content-type": "application/json" };
  await fetch(platform.status().urls.chain, { method: "POST", headers, body: JSON.stringify(mine) });
  const restarted = await waitUntil(() => (find()?.restarts ?? 0) > (before?.restarts ?? 0), 120_000);
  expect(restarted, "the indexer was restarted").toBe(true);
  expect(await platform.ready()).toBe(true);
  const { checks } = (await (await fetch(`${platform.status().urls.api}/ready`)).json()) as {
    checks: { indexer: { lagBlocks: number } };
  };
  expect(checks.indexer.lagBlocks).toBe(0);
});

test("an indexer that stands still while it starts is killed and started again, and status says why", async () => {
  const find = () => platform.status().processes.find(({ name }) => name === "indexer");
  const before = find();
  process.kill(before?.pid ?? 0, "SIGKILL");
  const isAnother = () => find()?.state !== "ready" && (find()?.pid ?? before?.pid) !== before?.pid;
  expect(await waitUntil(isAnother, 60_000, 1), "another one starts").toBe(true);
  const starting = find();
  process.kill(starting?.pid ?? 0, "SIGSTOP");
  const restarted = await waitUntil(() => (find()?.restarts ?? 0) > (starting?.restarts ?? 0), 120_000);
  expect(restarted, "it was started again").toBe(true);
  expect(find()?.killedFor).toBe("stood still for 30 s while it started");
  expect((await platform.flux("status")).output).toContain("(it stood still for 30 s while it started)");
  expect(await platform.ready()).toBe(true);
});

test.each(["worker", "indexer"])(
  "%s, killed again and again as soon as it is ready, is ready again each time",
  async (name) => {
    const find = () => platform.status().processes.find((process) => process.name === name);
    const tookMs: number[] = [];
    for (let kill = 1; kill <= kills; kill += 1) {
      const before = find();
      const killedMs = performance.now();
      process.kill(before?.pid ?? 0, "SIGKILL");
      expect(await waitUntil(() => (find()?.restarts ?? 0) > (before?.restarts ?? 0), 60_000)).toBe(true);
      expect(await platform.ready()).toBe(true);
      tookMs.push(performance.now() - killedMs);
    }
    reportRecoveries(name, tookMs);
  },
);

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
