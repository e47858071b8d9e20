import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deployment } from "@flux/contracts";
import { freePort } from "../../scripts/flux/ports.ts";
import { endWithUs } from "../../test/harness/end-with-us.ts";

const app = join(import.meta.dirname, "../../indexer/bare");
const ponder = join(app, "../node_modules/ponder/dist/esm/bin/ponder.js");

type World = { databaseUrl: string; rpcUrl: string; deployment: Deployment };

/** The bare app of indexer/bare in a process of its own; its tables are in the schema `bare`. */
export async function startBare({ databaseUrl, rpcUrl, deployment }: World) {
  const home = mkdtempSync(join(tmpdir(), "flux-bare-"));
  const deploymentFile = join(home, "deployment.json");
  writeFileSync(deploymentFile, JSON.stringify(deployment));
  const port = await freePort();
  const { PATH, HOME, TMPDIR } = process.env;
  const env = {
    ...{ PATH, HOME, TMPDIR, DATABASE_URL: databaseUrl, RPC_URL: rpcUrl, DEPLOYMENT_FILE: deploymentFile },
    ...{ CHAIN_ID: String(deployment.chainId), PORT: String(port), DATABASE_SCHEMA: "bare" },
    ...{ PONDER_TELEMETRY_DISABLED: "1" },
  };
  const logFile = join(home, "log");
  const log = openSync(logFile, "a");
  const args = [ponder, "start", "--hostname", "127.0.0.1", "--log-format", "json"];
  const child = spawn(process.execPath, args, { cwd: app, env, stdio: ["ignore", log, log] });
  closeSync(log);
  endWithUs(child);

  return {
    log: () => readFileSync(logFile, "utf8"),
    /** Resolves when it follows the chain's head. */
    async ready(): Promise<void> {
      const isReady = async () => (await fetch(`http://127.0.0.1:${port}/ready`)).ok;
      for (const deadline = Date.now() + 180_000; !(await isReady().catch(() => false)); ) {
        if (child.exitCode !== null || Date.now() > deadline)
          throw new Error(`the bare app did not become ready:\n${readFileSync(logFile, "utf8")}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM") {
      child.kill(signal);
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      rmSync(home, { recursive: true, force: true });
    },
  };
}
