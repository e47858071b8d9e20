import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../scripts/flux/ports.ts";
import { initCluster, openCluster, readyDatabase, serverCommand } from "../../scripts/flux/postgres.ts";
import { endWithUs } from "./end-with-us.ts";
import { withDescendants } from "./read-environment.ts";

/**
 * A PostgreSQL of its own, with an empty database of that name. `settings` are of postgresql.conf: nothing here has to
 * outlive the machine, so it does not wait for the disk.
 */
export async function startPostgres(database: string, settings: Record<string, string> = {}) {
  const home = mkdtempSync(join(tmpdir(), "flux-test-"));
  const cluster = await openCluster(join(home, "postgres"));
  await initCluster(cluster, "test");
  const port = await freePort();
  const serverUrl = `postgres://flux:test@127.0.0.1:${port}`;
  let server: ChildProcess;
  let log = "";

  async function start() {
    const all = { fsync: "off", full_page_writes: "off", ...settings };
    const { file, args, options } = serverCommand(cluster, port, all);
    server = spawn(file, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
    endWithUs(server);
    server.stderr?.on("data", (chunk) => {
      log = `${log}${chunk}`.slice(-20_000);
    });
    await readyDatabase(`${serverUrl}/postgres`, database, 120_000).catch((error: Error) => {
      throw new Error(`${error.message}. It said:\n${log}`, { cause: error });
    });
  }
  await start();

  return {
    serverUrl,
    url: `${serverUrl}/${database}`,
    /** As a power cut ends it: every process of it at once. What was committed is there after `start`. */
    async kill() {
      const ended = once(server, "close");
      for (const pid of withDescendants(server.pid ?? 0)) process.kill(pid, "SIGKILL");
      await ended;
    },
    start,
    async close() {
      server.kill("SIGINT");
      if (server.exitCode === null && server.signalCode === null) await once(server, "close");
      rmSync(home, { recursive: true, force: true });
      rmSync(cluster.dataDir, { recursive: true, force: true });
    },
  };
}
