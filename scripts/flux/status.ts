import { readRunState, runningSupervisor, type Status } from "./state.ts";

const nothing: Status = {
  ready: false,
  urls: { web: "", api: "", chain: "", indexer: "", inbox: "", sandbox: "", database: "" },
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

export function printStatus({ json }: { json: boolean }): number {
  const status = currentStatus();
  if (json) console.log(JSON.stringify(status, null, 2));
  else {
    console.log(
      status.ready ? "FLUX is ready." : runningSupervisor() ? "FLUX is starting." : "FLUX is not running.",
    );
    for (const { name, state, pid, restarts } of status.processes)
      console.log(
        `  ${name.padEnd(11)} ${state.padEnd(10)} ${pid ?? ""}${restarts ? `  restarted ${restarts}×` : ""}`,
      );
    if (status.ready)
      for (const [name, url] of Object.entries(status.urls)) console.log(`  ${name.padEnd(11)} ${url}`);
  }
  return status.ready ? 0 : 1;
}
