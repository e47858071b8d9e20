import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { paths, root } from "./home.ts";
import { identify, type ProcessId, signalGroup, waitUntil } from "./process-table.ts";
import type { ProcessState } from "./state.ts";
import { type Progress, watchProgress } from "./watch-progress.ts";

export type Command = {
  file: string;
  args: string[];
  env?: Record<string, string>;
  cwd?: string;
  options?: SpawnOptions;
};

/** One thing the supervisor runs: a service that stays, or a task that ends. */
export type UnitDefinition = {
  name: string;
  kind: "service" | "task";
  after: string[];
  command(): Command | Promise<Command>;
  /** Polled until true; a task is ready when it has ended with 0. */
  isReady?(): Promise<boolean>;
  readyTimeoutMs?: number;
  /** Looked at each second. A start that goes on is waited for, however long it takes. */
  progress?(unit: { isReady: boolean }): Promise<Progress | null>;
  /** How long it may stand still, ready or starting, until it is killed, and so started again; never when left out. */
  frozenAfterMs?: { ready: number; starting: number };
  stopSignal?: NodeJS.Signals;
  /** Services to restart when this one had to be restarted, because their view of it is stale. */
  restarts?: string[];
};

const logLimitBytes = 20 * 1024 * 1024;
const backOffMs = [0, 500, 1_000, 2_000, 5_000, 10_000];

/**
 * Runs one unit: its log file, its readiness, its restarts. One that was ready is started again at once, however often
 * something kills it; one that dies before it is waits longer each time. `onChange` is told of every new state.
 */
export function createUnit(
  definition: UnitDefinition,
  onChange: (unit: Unit) => void,
  { logs = paths.logs } = {},
) {
  const unit = {
    definition,
    state: "waiting" as ProcessState,
    restarts: 0,
    /** Why it was killed last; null if it never was. */
    killedFor: null as string | null,
    processId: null as ProcessId | null,
    startedMs: 0,
    elapsedMs: 0,
    /** Resolves when first ready, rejects when it never will be. */
    start,
    restart: () => signal("SIGTERM"),
    stop,
  };
  let child: ChildProcess | null = null;
  let stopping = false;
  let failures = 0;
  let wasReady = false;
  let movedMs = 0;

  function set(state: ProcessState) {
    unit.state = state;
    onChange(unit);
  }

  /** What the command itself needs may be down at the moment: that counts as a failed start, and is tried again. */
  async function prepare(log: number): Promise<Command | null> {
    try {
      return await definition.command();
    } catch (error) {
      writeSync(log, `\n--- ${new Date().toISOString()} ${error instanceof Error ? error.stack : error}\n`);
      return null;
    }
  }

  async function launch(): Promise<number | null> {
    const log = openLog(definition.name, logs);
    const command = await prepare(log);
    if (!command || stopping) {
      closeSync(log);
      return 1;
    }
    writeSync(log, `\n--- ${new Date().toISOString()} ${command.file} ${command.args.join(" ")}\n`);
    wasReady = false;
    const process = spawn(command.file, command.args, {
      cwd: command.cwd ?? root,
      ...command.options,
      env: command.env,
      // A group of its own: Ctrl-C in the terminal reaches the supervisor alone, which stops all in order.
      detached: true,
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    child = process;
    unit.processId = process.pid ? identify(process.pid) : null;
    onChange(unit);
    const unwatch = watch();
    const code = await new Promise<number | null>((resolve) => {
      process.once("error", () => resolve(127));
      process.once("exit", resolve);
    });
    unwatch();
    if (process.pid) signalGroup(process.pid, "SIGKILL");
    child = null;
    unit.processId = null;
    if (wasReady) failures = 0;
    return code;
  }

  /** Nothing but SIGKILL ends a process that was stopped. */
  function watch(): () => void {
    const { progress, frozenAfterMs } = definition;
    if (!progress) return () => {};
    const limitMs = () => frozenAfterMs?.[wasReady ? "ready" : "starting"] ?? Number.POSITIVE_INFINITY;
    return watchProgress({
      frozenAfterMs: limitMs,
      read: () => progress({ isReady: wasReady }),
      onMoved() {
        movedMs = Date.now();
      },
      onFrozen() {
        unit.killedFor = `stood still for ${limitMs() / 1000} s${wasReady ? "" : " while it started"}`;
        const log = openLog(definition.name, logs);
        writeSync(log, `\n--- ${new Date().toISOString()} it ${unit.killedFor}: killed\n`);
        closeSync(log);
        signal("SIGKILL");
      },
    });
  }

  async function start(): Promise<void> {
    unit.startedMs = Date.now();
    set("starting");
    if (definition.kind === "task") {
      const code = await launch();
      unit.elapsedMs = Date.now() - unit.startedMs;
      if (code !== 0)
        throw new Error(`${definition.name} failed (exit ${code}).\n${logTail(definition.name, logs)}`);
      set("done");
      return;
    }
    const running = keepRunning();
    const ready = await becomeReady(definition.readyTimeoutMs ?? 60_000);
    if (stopping) return;
    if (!ready)
      throw new Error(`${definition.name} did not become ready.\n${logTail(definition.name, logs)}`);
    running.catch(() => {});
  }

  async function keepRunning() {
    while (!stopping) {
      await launch();
      if (stopping) break;
      failures++;
      unit.restarts++;
      unit.startedMs = Date.now();
      set("restarting");
      await new Promise((resolve) =>
        setTimeout(resolve, backOffMs[Math.min(failures - 1, backOffMs.length - 1)]),
      );
      becomeReady(10 * 60_000);
    }
  }

  /** Not ready in `timeoutMs` since it last went on is never. */
  async function becomeReady(timeoutMs: number) {
    const isReady = async () =>
      stopping || (child !== null && ((await definition.isReady?.().catch(() => false)) ?? true));
    const sinceMs = Date.now();
    let ok = await isReady();
    while (!ok && Date.now() - Math.max(sinceMs, movedMs) <= timeoutMs) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      ok = await isReady();
    }
    if (ok && !stopping) {
      unit.elapsedMs = Date.now() - unit.startedMs;
      wasReady = true;
      set("ready");
    }
    return ok;
  }

  function signal(name: NodeJS.Signals) {
    if (child?.pid) signalGroup(child.pid, name);
  }

  async function stop(graceMs: number) {
    stopping = true;
    signal(definition.stopSignal ?? "SIGTERM");
    if (!(await waitUntil(() => child === null, graceMs))) signal("SIGKILL");
    await waitUntil(() => child === null, 1_000);
    if (unit.state !== "done") set("stopped");
  }

  return unit;
}

export type Unit = ReturnType<typeof createUnit>;

export function logFile(name: string, logs = paths.logs) {
  return join(logs, `${name}.log`);
}

function openLog(name: string, logs: string) {
  mkdirSync(logs, { recursive: true });
  const file = logFile(name, logs);
  try {
    if (statSync(file).size > logLimitBytes) renameSync(file, `${file}.old`);
  } catch {
    // The first log of this name.
  }
  return openSync(file, "a", 0o600);
}

function logTail(name: string, logs: string) {
  const lines = readFileSync(logFile(name, logs), "utf8").trimEnd().split("\n").slice(-25);
  return `${lines.join("\n")}\n(the whole log: ./flux logs ${name})`;
}
