import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deployment } from "@flux/contracts";
import { indexedTo } from "@flux/indexer/start/caught-up-to";
import { schemaNameOf } from "@flux/indexer/start/schema-name";
import { createPublicClient, http } from "viem";
import { freePort } from "../../scripts/flux/ports.ts";
import { endWithUs } from "./end-with-us.ts";

type World = { databaseUrl: string; rpcUrl: string; deployment: Deployment };

/** The indexer in a process of its own, started as every orchestrator starts it: by its entry and its settings. */
export async function startIndexer({ databaseUrl, rpcUrl, deployment }: World) {
  const home = mkdtempSync(join(tmpdir(), "flux-indexer-"));
  const deploymentFile = join(home, "deployment.json");
  writeFileSync(deploymentFile, JSON.stringify(deployment));
  const { chainId } = deployment;
  const port = await freePort();
  const indexerUrl = `http://127.0.0.1:${port}`;
  const chain = createPublicClient({ transport: http(rpcUrl) });
  const { PATH, HOME, TMPDIR } = process.env;
  const env = {
    ...{ PATH, HOME, TMPDIR, DATABASE_URL: databaseUrl, RPC_URL: rpcUrl, CHAIN_ID: String(chainId) },
    ...{ DEPLOYMENT_FILE: deploymentFile, INDEXER_PORT: String(port) },
  };

  const entry = join(import.meta.dirname, "../../indexer/start.ts");
  const logFile = join(home, "log");
  const log = openSync(logFile, "a");
  const startedMs = Date.now();
  const child = spawn(process.execPath, [entry], { env, stdio: ["ignore", log, log] });
  closeSync(log);
  endWithUs(child);

  async function until(condition: () => Promise<boolean>) {
    while (!(await condition().catch(() => false))) {
      if (child.exitCode !== null || Date.now() - startedMs > 180_000)
        throw new Error(`the indexer did not become ready:\n${readFileSync(logFile, "utf8")}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  return {
    options: { databaseUrl, rpcUrls: [rpcUrl], chainId, schema: schemaNameOf(deployment) },
    /** Resolves with its exit code, however it ends. */
    async ended(): Promise<number | null> {
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      return child.exitCode;
    },
    log: () => readFileSync(logFile, "utf8"),
    /** Resolves when the views show everything that the chain has now. */
    async ready(): Promise<void> {
      await until(async () => (await fetch(`${indexerUrl}/published`)).ok);
      const head = await chain.getBlockNumber({ cacheTime: 0 });
      await until(() => indexedTo(databaseUrl, head));
    },
    /** It stands still, as a process that hangs does, until `resume`. */
    pause: () => child.kill("SIGSTOP"),
    resume: () => child.kill("SIGCONT"),
    async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM") {
      child.kill(signal);
      child.kill("SIGCONT");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      rmSync(home, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}
