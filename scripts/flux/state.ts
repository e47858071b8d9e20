import { paths, readJson, writeFileAtomic } from "./home.ts";
import { identify, isAlive, type ProcessId, signalGroup, waitUntil } from "./process-table.ts";

export type ProcessState = "waiting" | "starting" | "ready" | "restarting" | "stopped" | "done";

/** What `./flux status --json` prints. Scripts and tests of others build on it: keep it stable. */
export type Status = {
  ready: boolean;
  urls: Record<
    "web" | "api" | "chain" | "indexer" | "worker" | "inbox" | "sms" | "sandbox" | "database",
    string
  >;
  processes: {
    name: string;
    state: ProcessState;
    pid: number | null;
    restarts: number;
    elapsedMs: number;
    /** Why the supervisor killed it last; null if it never did. */
    killedFor: string | null;
  }[];
  demo: Record<string, { email: string; password: string }>;
};

/** What the supervisor keeps in .flux/run/state.json: the status, and whom to stop after its own kill -9. */
export type RunState = { supervisor: ProcessId; children: ProcessId[]; status: Status };

export function readRunState(): RunState | null {
  return readJson<RunState>(paths.state);
}

export function writeRunState(state: RunState) {
  // 0600: the database's address carries its password.
  writeFileAtomic(paths.state, JSON.stringify(state, null, 2), 0o600);
}

/** The supervisor that runs now, if one does. */
export function runningSupervisor(): RunState | null {
  const state = readRunState();
  return state && isAlive(state.supervisor) ? state : null;
}

/** Stops what a killed supervisor left running. PostgreSQL gets its fast shutdown, the rest a moment to end. */
export async function stopOrphans(): Promise<number> {
  const orphans = (readRunState()?.children ?? []).filter(isAlive);
  for (const { pid } of orphans) signalGroup(pid, "SIGINT");
  const gone = () => orphans.every((orphan) => !isAlive(orphan));
  if (!(await waitUntil(gone, 5_000)))
    for (const { pid } of orphans.filter(isAlive)) signalGroup(pid, "SIGKILL");
  await waitUntil(gone, 2_000);
  return orphans.length;
}

export function thisProcess(): ProcessId {
  return identify(process.pid) ?? { pid: process.pid, startedAt: "" };
}
