import { rmSync } from "node:fs";
import { stdin, stdout } from "node:process";
import { createInterface } from "node:readline/promises";
import { paths } from "./home.ts";
import { openCluster } from "./postgres.ts";
import { isAlive, waitUntil } from "./process-table.ts";
import { runningSupervisor, stopOrphans } from "./state.ts";

/** `./flux stop`: asks the supervisor to stop all, or stops what a killed one left. */
export async function stop(): Promise<number> {
  const running = runningSupervisor();
  if (!running) {
    const orphans = await stopOrphans();
    rmSync(paths.state, { force: true });
    console.log(orphans > 0 ? `Stopped ${orphans} processes of a killed run.` : "FLUX is not running.");
    return 0;
  }
  process.kill(running.supervisor.pid, "SIGTERM");
  const stopped = await waitUntil(() => !isAlive(running.supervisor), 20_000);
  console.log(stopped ? "Stopped." : "Still stopping: see ./flux status.");
  return stopped ? 0 : 1;
}

/** `./flux reset`: stops, and forgets the database, the chain, the sandbox, the secrets and the logs. */
export async function reset({ yes }: { yes: boolean }): Promise<number> {
  if (stdin.isTTY && !yes) {
    const prompt = createInterface({ input: stdin, output: stdout });
    const answer = await prompt.question(`Empty ${paths.data}: orders, chain, mails, keys? [y/N] `);
    prompt.close();
    if (!/^y/i.test(answer)) return 1;
  }
  await stop();
  // As root without user namespaces, the cluster may lie outside of .flux.
  const cluster = await openCluster(paths.postgres).catch(() => null);
  for (const folder of [cluster?.dataDir, paths.data, paths.run, paths.logs])
    if (folder) rmSync(folder, { recursive: true, force: true });
  console.log("Empty. The next ./flux start begins anew.");
  return 0;
}
