import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backUp, copyTree } from "../../scripts/flux/back-up.ts";
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

  async function start(beside: Record<string, string> = {}) {
    const all = { fsync: "off", full_page_writes: "off", ...settings, ...beside };
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

  async function stop() {
    server.kill("SIGINT");
    if (server.exitCode === null && server.signalCode === null) await once(server, "close");
  }
  /** Starts on what lies in its folder as from an archive, to its end: on a new timeline, as a standby that takes over. */
  async function startRecovered() {
    writeFileSync(join(cluster.dataDir, "recovery.signal"), "");
    await start({ restore_command: "false", hot_standby: "off" });
  }

  return {
    serverUrl,
    url: `${serverUrl}/${database}`,
    /** As a power cut ends it: every process of it at once. What was committed is there after `start`. */
    async kill() {
      const ended = once(server, "close");
      for (const pid of withDescendants(server.pid ?? 0)) process.kill(pid, "SIGKILL");
      await ended;
    },
    start: () => start(),
    /** A base backup of the running server, as the runbook makes one. */
    async backUp() {
      const folder = join(home, `backup-${randomUUID()}`);
      await backUp({ url: `${serverUrl}/postgres`, dataDir: cluster.dataDir, folder });
      return folder;
    },
    /** Stops, goes back to a backup, and starts: on its old timeline, or `recovered` on a new one. */
    async restore(folder: string, { recovered }: { recovered: boolean }) {
      await stop();
      rmSync(cluster.dataDir, { recursive: true });
      copyTree(folder, cluster.dataDir);
      await (recovered ? startRecovered() : start());
    },
    /** A standby that had everything takes over. */
    async failOver() {
      await stop();
      await startRecovered();
    },
    async close() {
      await stop();
      rmSync(home, { recursive: true, force: true });
      rmSync(cluster.dataDir, { recursive: true, force: true });
    },
  };
}
