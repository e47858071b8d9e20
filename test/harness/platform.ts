import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, onTestFailed } from "vitest";
import { readJson } from "../../scripts/flux/home.ts";
import { waitUntil } from "../../scripts/flux/process-table.ts";
import type { RunState, Status } from "../../scripts/flux/state.ts";

const portNames = [
  ...["WEB_PORT", "API_PORT", "WORKER_PORT", "INDEXER_PORT", "POSTGRES_PORT", "CHAIN_PORT"],
  ...["SANDBOX_PORT", "RAZORPAY_PORT", "PINATA_PORT", "INBOX_PORT", "SMTP_PORT", "CHIPS_PORT", "SMS_PORT"],
];

/** What ends a start that hangs, before the test's own time-out does without a word. */
const startTimeoutMs = 360_000;

export type Platform = Awaited<ReturnType<typeof startPlatform>>;

/** The whole platform, as `./flux start` runs it, with a home and ports of its own. `settings` come on top. */
export async function startPlatform(
  home = mkdtempSync(join(tmpdir(), "flux-platform-")),
  settings: Record<string, string> = {},
) {
  const env = {
    ...process.env,
    FLUX_HOME: home,
    ...Object.fromEntries(portNames.map((name) => [name, "0"])),
    ...settings,
  };
  const spawnFlux = (...args: string[]) =>
    spawn(process.execPath, ["scripts/flux.ts", ...args], { env, stdio: "pipe" });
  const supervisor = spawnFlux("start");
  let output = "";
  for (const stream of [supervisor.stdout, supervisor.stderr])
    stream.on("data", (chunk) => (output += chunk));

  // What an earlier supervisor of this home wrote does not count.
  const state = () => {
    const read = readJson<RunState>(join(home, "run", "state.json"));
    return read?.supervisor.pid === supervisor.pid ? read : null;
  };
  const status = (): Status | undefined => state()?.status;
  const ready = (timeoutMs = startTimeoutMs) =>
    waitUntil(() => status()?.ready === true || supervisor.exitCode !== null, timeoutMs, 200);
  if (!(await ready()) || supervisor.exitCode !== null) {
    // Nothing of it may go on beside the tests that follow.
    supervisor.kill("SIGTERM");
    throw new Error(`FLUX did not start:\n${output}`);
  }

  return {
    home,
    supervisor,
    state,
    ready,
    status: () => status() as Status,
    /** What the supervisor says of its processes, and the end of each one's log. */
    story() {
      const logs = join(home, "logs");
      const tails = readdirSync(logs).map((name) => {
        const lines = readFileSync(join(logs, name), "utf8").trimEnd().split("\n").slice(-15);
        return `--- ${name}\n${lines.join("\n")}`;
      });
      return `${JSON.stringify(status()?.processes, null, 1)}\n${tails.join("\n")}`;
    },
    /** Runs another verb of `./flux` on this platform. */
    async flux(...args: string[]) {
      const child = spawnFlux(...args);
      let said = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
      await ended(child);
      return { code: child.exitCode, output: said };
    },
    async stop() {
      if (supervisor.exitCode === null && supervisor.signalCode === null) {
        supervisor.kill("SIGTERM");
        await ended(supervisor);
      } else await ended(spawnFlux("stop"));
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Prints the platform's story beside every failure of this file: its home is gone when somebody comes to look. */
export function tellWhenFailed(platform: () => Platform | undefined) {
  beforeEach(() => {
    onTestFailed(() => console.error(platform()?.story() ?? "There was no platform."));
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once("close", () => resolve());
  });
}
