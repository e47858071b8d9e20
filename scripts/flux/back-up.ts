import { spawnSync } from "node:child_process";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

type BackUp = {
  /** Of a superuser, or of a role that may run pg_backup_start. */
  url: string;
  dataDir: string;
  /** A folder that is not there yet. */
  folder: string;
};

/** What a copy of a running server must not bring along. https://www.postgresql.org/docs/18/continuous-archiving.html */
const notOfABackup = ["pg_wal", "pg_replslot"];

/**
 * Copies a running server's files so that a server can be started on the copy: its own low-level backup, without
 * pg_basebackup. The log that was written meanwhile is copied with it, so that the backup needs no archive.
 */
export async function backUp({ url, dataDir, folder }: BackUp): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Start and stop belong to one session.
    await client.query("select pg_backup_start('flux', true)");
    copyTree(dataDir, folder);
    for (const name of notOfABackup)
      for (const entry of readdirSync(join(folder, name)))
        rmSync(join(folder, name, entry), { recursive: true });
    for (const name of ["postmaster.pid", "postmaster.opts"]) rmSync(join(folder, name), { force: true });
    const { rows } = await client.query<{ labelfile: string }>(
      "select labelfile from pg_backup_stop(wait_for_archive => false)",
    );
    copyTree(join(dataDir, "pg_wal"), join(folder, "pg_wal"));
    writeFileSync(join(folder, "backup_label"), rows[0]?.labelfile ?? "");
  } finally {
    await client.end();
  }
}

/** With owners, rights and times. Files of a running server that vanish meanwhile are not missed: its log has them. */
export function copyTree(from: string, to: string): void {
  const { status, stderr } = spawnSync("cp", ["-aT", from, to], { encoding: "utf8" });
  const failures = stderr.split("\n").filter((line) => line && !line.endsWith("No such file or directory"));
  if (status !== 0 && failures.length > 0) throw new Error(`copying ${from} failed:\n${failures.join("\n")}`);
}
