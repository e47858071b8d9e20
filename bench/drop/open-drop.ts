import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateDatabase } from "@flux/api/migrate";
import { startRazorpay } from "@flux/sandbox/razorpay";
import pg from "pg";
import { toHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { developmentMnemonic } from "../../scripts/flux/chain.ts";
import { demoSeller } from "../../scripts/flux/demo-seller.ts";
import { freePort } from "../../scripts/flux/ports.ts";
import { waitUntil } from "../../scripts/flux/process-table.ts";
import { serverFlags } from "../../scripts/flux/server-flags.ts";
import { endWithUs } from "../../test/harness/end-with-us.ts";
import { startPostgres } from "../../test/harness/start-postgres.ts";
import { giveNoHolders, nobody, noDeployment } from "../no-chain.ts";

const source = join(import.meta.dirname, "../../api/src");
const razorpayKeys = { keyId: "rzp_test_key", keySecret: "secret", webhookSecret: "webhook-secret" };
const keyOf = (addressIndex: number) =>
  toHex(mnemonicToAccount(developmentMnemonic, { addressIndex }).getHdKey().privateKey ?? new Uint8Array());

export type Drop = Awaited<ReturnType<typeof openDrop>>;

/**
 * A database, the sandbox's Razorpay, two API processes and a worker, as the supervisor runs them. There is no chain: what is
 * bought waits to be minted.
 */
export async function openDrop() {
  const home = mkdtempSync(join(tmpdir(), "flux-bench-"));
  const postgres = await startPostgres("flux", { max_connections: "200" });
  await migrateDatabase(postgres.url);
  const db = new pg.Pool({ connectionString: postgres.url });
  await giveNoHolders(db);
  const [razorpayPort, workerPort, ...apiPorts] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  const apiUrls = apiPorts.map((port) => `http://127.0.0.1:${port}`);
  const razorpay = await startRazorpay({
    ...razorpayKeys,
    port: razorpayPort,
    webhookUrl: `${apiUrls[0]}/api/webhooks/razorpay`,
    webhookRetryMs: [200],
  });
  const deploymentFile = join(home, "deployment.json");
  writeFileSync(deploymentFile, JSON.stringify(noDeployment));
  const seedFile = join(home, "custody-seed");
  writeFileSync(seedFile, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  const authSecret = randomBytes(32).toString("hex");
  const shared = {
    ...demoSeller,
    ...{ PATH: process.env.PATH, LOG_LEVEL: "fatal", WEB_URL: "http://localhost:3000" },
    ...{ DATABASE_URL: postgres.url, RPC_URL: nobody, CHAIN_ID: "31337", DEPLOYMENT_FILE: deploymentFile },
    ...{ CUSTODY_SEED_FILE: seedFile, RAZORPAY_API_URL: razorpay.url },
    ...{ RAZORPAY_KEY_ID: razorpayKeys.keyId, RAZORPAY_KEY_SECRET: razorpayKeys.keySecret },
  };
  const run = (file: string, env: object): ChildProcess => {
    const child = spawn(process.execPath, [...serverFlags, join(source, file)], {
      env: { ...shared, ...env },
      stdio: ["ignore", "ignore", "inherit"],
    });
    endWithUs(child);
    return child;
  };
  const startApi = (at: number) =>
    run("server.ts", {
      ...{
        API_PORT: String(apiPorts[at]),
        API_URL: apiUrls[at],
        INDEXER_URL: nobody,
        AUTH_SECRET: authSecret,
      },
      ...{ RAZORPAY_WEBHOOK_SECRET: razorpayKeys.webhookSecret, TRUSTED_PROXIES: "127.0.0.0/8" },
      // A buyer's network is told by a header, and so is its own; these are not what is measured.
      ...{ ACTS_PER_MINUTE_OF_NETWORK: "0", ACTS_PER_MINUTE_OF_ACCOUNT: "0" },
    });
  const startWorker = () =>
    run("worker.ts", {
      ...{ WORKER_PORT: String(workerPort), MINTER_KEY: keyOf(1), RELAYER_KEY: keyOf(2) },
      SMTP_URL: "smtp://127.0.0.1:9",
      ...{ PINATA_JWT: "jwt", PINATA_API_URL: nobody, PINATA_UPLOAD_URL: nobody },
    });
  const processes = [startApi(0), startApi(1), startWorker()];
  const urls = [...apiUrls, `http://127.0.0.1:${workerPort}`];
  const answers = (at: number) =>
    fetch(`${urls[at]}/health`).then(
      () => true,
      () => false,
    );
  const ready = async (at: number) => {
    if (!(await waitUntil(() => answers(at), 180_000, 50))) throw new Error(`${urls[at]} did not start`);
  };
  await Promise.all(processes.map((_, at) => ready(at)));

  return {
    ...{ db, apiUrls, authSecret, seedFile, databaseUrl: postgres.url, razorpayUrl: razorpay.url },
    /** kill -9 of one of them, and its next start, as the supervisor does it. 0 and 1 are the APIs, 2 is the worker. */
    async killAndStart(at: number) {
      const victim = processes[at];
      if (!victim) throw new Error(`there is no process ${at}`);
      const ended = once(victim, "exit");
      victim.kill("SIGKILL");
      await ended;
      processes[at] = at === 2 ? startWorker() : startApi(at);
      await ready(at);
    },
    async close() {
      for (const child of processes) {
        const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : null;
        child.kill("SIGKILL");
        await ended;
      }
      await razorpay.close();
      await db.end();
      await postgres.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
