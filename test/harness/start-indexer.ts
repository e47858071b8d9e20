import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deployment } from "@flux/contracts";
import {
  indexerCommand,
  isIndexerCaughtUp,
  prepareIndexer,
  publishIndexer,
} from "../../scripts/flux/indexer.ts";
import { freePort } from "../../scripts/flux/ports.ts";

type World = { databaseUrl: string; rpcUrl: string; deployment: Deployment };

/** Ponder itself, started the way the supervisor starts it. */
export async function startIndexer({ databaseUrl, rpcUrl, deployment }: World) {
  const home = mkdtempSync(join(tmpdir(), "flux-indexer-"));
  const deploymentFile = join(home, "deployment.json");
  writeFileSync(deploymentFile, JSON.stringify(deployment));
  const port = await freePort();
  const indexerUrl = `http://127.0.0.1:${port}`;
  const options = {
    databaseUrl,
    rpcUrl,
    deploymentFile,
    chainId: deployment.chainId,
    port,
    env: inherited(),
  };

  await prepareIndexer(options);
  const { file, args, cwd, env } = indexerCommand(options);
  const logFile = join(home, "log");
  const log = openSync(logFile, "a");
  const startedMs = Date.now();
  const child = spawn(file, args, { cwd, env, stdio: ["ignore", log, log] });
  closeSync(log);

  return {
    options,
    log: () => readFileSync(logFile, "utf8"),
    /** Resolves when the views show everything. */
    async ready(): Promise<void> {
      while (!(await isIndexerCaughtUp({ indexerUrl, rpcUrl }).catch(() => false))) {
        if (child.exitCode !== null || Date.now() - startedMs > 80_000)
          throw new Error(`the indexer did not become ready:\n${readFileSync(logFile, "utf8")}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await publishIndexer(options);
    },
    async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM") {
      child.kill(signal);
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      rmSync(home, { recursive: true });
    },
  };
}

function inherited() {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
