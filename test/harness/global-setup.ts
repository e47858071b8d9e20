import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateDatabase } from "@flux/api/migrate";
import type { TestProject } from "vitest/node";
import { freePort } from "../../scripts/flux/ports.ts";
import { initCluster, openCluster, readyDatabase, serverCommand } from "../../scripts/flux/postgres.ts";

/** One PostgreSQL for the run, with a migrated template database that every test file clones. */
export default async function setup(project: Pick<TestProject, "provide">) {
  const home = mkdtempSync(join(tmpdir(), "flux-test-"));
  const cluster = await openCluster(join(home, "postgres"));
  await initCluster(cluster, "test");
  const port = await freePort();
  const fast = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
  const { file, args, options } = serverCommand(cluster, port, fast);
  const server = spawn(file, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  server.stderr?.on("data", (chunk) => {
    log = `${log}${chunk}`.slice(-20_000);
  });
  const postgresUrl = `postgres://flux:test@127.0.0.1:${port}`;
  await readyDatabase(`${postgresUrl}/postgres`, "flux_template", 120_000).catch((error: Error) => {
    throw new Error(`${error.message}. It said:\n${log}`, { cause: error });
  });

  await migrateDatabase(`${postgresUrl}/flux_template`);

  project.provide("postgresUrl", postgresUrl);
  return async () => {
    await stop(server);
    rmSync(home, { recursive: true, force: true });
    rmSync(cluster.dataDir, { recursive: true, force: true });
  };
}

async function stop(child: ChildProcess) {
  child.kill("SIGINT");
  if (child.exitCode === null) await once(child, "close");
}
