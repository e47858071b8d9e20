import { spawnSync } from "node:child_process";
import { mkdirSync, statfsSync } from "node:fs";
import { chainCommand } from "./chain.ts";
import { home, paths } from "./home.ts";
import { isPortFree } from "./ports.ts";
import { openCluster } from "./postgres.ts";
import { runningSupervisor } from "./state.ts";

const gib = 1024 ** 3;

/** `./flux doctor`: a line for each thing FLUX needs of this machine. */
export async function doctor(): Promise<number> {
  const checks: [string, () => string | Promise<string>][] = [
    [
      "Node",
      () =>
        Number(process.versions.node.split(".")[0]) >= 24
          ? process.version
          : fail(`${process.version} is older than 24`),
    ],
    ["Disk", checkDisk],
    ["PostgreSQL", checkPostgres],
    ["Chain", () => firstLine(chainCommand({ port: 0 }).file, ["--version"])],
    ["Ports", checkPorts],
    [
      "Browser",
      async () => (await import("./browser.ts")).findBrowser().then(({ executablePath }) => executablePath),
    ],
  ];
  let failures = 0;
  for (const [name, check] of checks) {
    try {
      console.log(`  ✓ ${name.padEnd(11)} ${await check()}`);
    } catch (error) {
      failures++;
      console.log(`  × ${name.padEnd(11)} ${error instanceof Error ? error.message : error}`);
    }
  }
  return failures === 0 ? 0 : 1;
}

function fail(message: string): never {
  throw new Error(message);
}

function checkDisk() {
  mkdirSync(home, { recursive: true });
  const { bavail, bsize } = statfsSync(home);
  const free = (bavail * bsize) / gib;
  return free < 3 ? fail(`${free.toFixed(1)} GiB free, FLUX needs 3`) : `${free.toFixed(0)} GiB free`;
}

async function checkPostgres() {
  if (process.env.DATABASE_URL) return "yours (DATABASE_URL)";
  const { command } = await openCluster(paths.postgres);
  const { file, args } = command("postgres", ["--version"]);
  return `${firstLine(file, args)}${file === "unshare" ? ", in a user namespace" : ""}`;
}

async function checkPorts() {
  if (runningSupervisor()) return "FLUX runs";
  const taken = [];
  for (const port of [3000, 4000]) if (!(await isPortFree(port))) taken.push(port);
  return taken.length > 0 ? `${taken.join(", ")} taken: FLUX will choose others` : "3000 and 4000 are free";
}

function firstLine(file: string, args: string[]) {
  const { status, stdout, stderr, error } = spawnSync(file, args, { encoding: "utf8" });
  if (status !== 0) fail(error?.message ?? stderr.trim());
  return stdout.split("\n")[0] ?? "";
}
