import type { WorkerReport } from "@flux/api/worker/check-worker";
import { readRunState, runningSupervisor, type Status } from "./state.ts";

const nothing: Status = {
  ready: false,
  urls: {
    web: "",
    api: "",
    chain: "",
    indexer: "",
    worker: "",
    inbox: "",
    sms: "",
    sandbox: "",
    database: "",
  },
  processes: [],
  demo: {},
};

/** The platform's state now. When the supervisor is gone, nothing is ready. */
export function currentStatus(): Status {
  const running = runningSupervisor();
  if (running) return running.status;
  const last = readRunState()?.status ?? nothing;
  return {
    ...last,
    ready: false,
    processes: last.processes.map((process) => ({ ...process, state: "stopped", pid: null })),
  };
}

export async function printStatus({ json }: { json: boolean }): Promise<number> {
  const status = currentStatus();
  const minting = await readMinting(status);
  if (json) console.log(JSON.stringify({ ...status, minting }, null, 2));
  else {
    console.log(
      status.ready ? "FLUX is ready." : runningSupervisor() ? "FLUX is starting." : "FLUX is not running.",
    );
    for (const { name, state, pid, restarts, killedFor } of status.processes)
      console.log(
        `  ${name.padEnd(11)} ${state.padEnd(10)} ${pid ?? ""}${restarts ? `  restarted ${restarts}×` : ""}${killedFor ? ` (it ${killedFor})` : ""}`,
      );
    if (status.ready)
      for (const [name, url] of Object.entries(status.urls)) console.log(`  ${name.padEnd(11)} ${url}`);
    for (const line of minting ? mintingLines(minting) : []) console.log(`  ${line}`);
  }
  return status.ready ? 0 : 1;
}

/** What the worker says of the minter now; null while none answers. */
async function readMinting({ urls: { worker } }: Status): Promise<WorkerReport | null> {
  if (!worker || !runningSupervisor()) return null;
  return fetch(`${worker}/health`, { signal: AbortSignal.timeout(5_000) }).then(
    (answer) => answer.json() as Promise<WorkerReport>,
    () => null,
  );
}

function mintingLines({ chain, signerLoops, still, degraded }: WorkerReport): string[] {
  const behind =
    chain.block !== null && chain.indexedBlock !== null ? chain.block - chain.indexedBlock : null;
  const well = chain.nodes.filter(({ trouble }) => trouble === null).length;
  return [
    `chain       ${chain.block === null ? "silent" : `block ${chain.block}, ${chain.headAgeSec} s old`}; ${well} of ${chain.nodes.length} nodes well; ${
      behind === null ? "pages unknown" : behind <= 0 ? "pages up to date" : `pages ${behind} blocks behind`
    }`,
    ...signerLoops.map((loop) => {
      const oldest = loop.oldestDueSec === null ? "" : `, the oldest due for ${loop.oldestDueSec} s`;
      const purse = loop.balancePol === null ? "" : `, holds ${round(loop.balancePol)} POL`;
      return `${loop.purpose.padEnd(11)} ${loop.queued} queued${oldest}, ${loop.underWay} under way, ${loop.parked} parked; spent ${round(loop.spentPol)} of ${round(loop.dailyLimitPol)} POL today${purse}; ${loop.lease}`;
    }),
    ...still.map(({ part, reason }) => `! ${part} stands still: ${reason}`),
    ...degraded.map(({ part, reason }) => `! ${part}: ${reason}`),
  ];
}

const round = (pol: number) => (pol >= 100 ? pol.toFixed(0) : pol.toPrecision(3));
