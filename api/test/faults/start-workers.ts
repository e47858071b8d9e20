import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "rolldown";
import { endWithUs } from "../../../test/harness/end-with-us.ts";
import type { Order } from "./worker-process.ts";

export type Workers = Awaited<ReturnType<typeof startWorkers>>;
export type Worker = ReturnType<typeof startWorker>;

/** Ends soon for a worker that died, so that hundreds of runs take minutes; what must hold does not depend on it. */
const pace = { idleMs: 300, stuckAfterMs: 400, leaseMs: 1_000 };

/**
 * A worker at work, and others that stand ready: loading a process takes longer than all that a run looks at.
 * `env` is the whole environment of each.
 */
export async function startWorkers(env: Record<string, string | undefined>) {
  const home = mkdtempSync(join(tmpdir(), "flux-workers-"));
  const file = join(home, "worker.mjs");
  // One file in place of hundreds: a tenth of the time to load.
  const input = new URL("./worker-process.ts", import.meta.url).pathname;
  await build({
    ...{ input, platform: "node", logLevel: "silent" },
    output: { dir: home, entryFileNames: "worker.mjs" },
  });
  const start = () => startWorker(file, env);
  const ready = Array.from({ length: Math.min(2, availableParallelism()) }, start);
  let atWork: Worker | undefined;

  async function relieve(): Promise<Worker> {
    ready.push(start());
    const next = ready.shift();
    if (!next) throw new Error("no worker stands ready");
    await next.ready;
    next.tell({ work: pace });
    atWork = next;
    return next;
  }
  await relieve();

  return {
    atWork: () => {
      if (!atWork) throw new Error("no worker is at work");
      return atWork;
    },
    /** The next one begins to work, whatever became of the one before. */
    relieve,
    async close() {
      const all = [atWork, ...ready].filter((worker) => worker !== undefined);
      await Promise.all(all.map((worker) => worker.kill()));
      rmSync(home, { recursive: true });
    },
  };
}

function startWorker(file: string, env: Record<string, string | undefined>) {
  const child = fork(file, {
    env,
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  endWithUs(child);
  const gone = once(child, "exit").then(([, signal]) => signal as NodeJS.Signals | null);
  const failed = gone.then(() => {
    throw new Error("a worker ended before it was ready");
  });
  const ready = Promise.race([once(child, "message"), failed]);
  // Who waits for it hears of a failure.
  ready.catch(() => {});
  failed.catch(() => {});
  return {
    pid: child.pid ?? 0,
    ready,
    /** By which signal it ended. */
    gone,
    isGone: () => child.exitCode !== null || child.signalCode !== null,
    tell: (order: Order) => child.send(order),
    /** Stands still, as in a debugger or a paused machine, until `goOn`. */
    freeze: () => child.kill("SIGSTOP"),
    goOn: () => child.kill("SIGCONT"),
    async kill(signal: NodeJS.Signals = "SIGKILL") {
      child.kill(signal);
      await gone;
    },
  };
}
