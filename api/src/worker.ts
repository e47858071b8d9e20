import { serve } from "@hono/node-server";
import { openSigners } from "./adapters/chain/open-signers.ts";
import { createWorkerDeps } from "./create-worker-deps.ts";
import { parseEnv, workerSettings } from "./env.ts";
import { startMinter } from "./minter/minter.ts";
import { spendingLimits } from "./minter/spending.ts";
import { watchDoubt } from "./reconciler/watch-doubt.ts";
import { createHealth } from "./worker/health.ts";
import { workJobs } from "./worker/work-jobs.ts";

const { MINTER_KEY, RELAYER_KEY, ...env } = parseEnv(workerSettings);
const signers = await openSigners({ ...env, MINTER_KEY, RELAYER_KEY });
const deps = await createWorkerDeps(env);
const jobs = await workJobs(deps);
const doubt = await watchDoubt(deps);
const spending = spendingLimits(env);
const minter = startMinter({ ...deps, signers, spending });
const health = createHealth({
  deps,
  spending,
  smsDailyLimit: env.SMS_DAILY_LIMIT,
  signerLoops: minter.signerLoops,
  loops: jobs.loops,
});
serve({ fetch: health.fetch, port: env.WORKER_PORT }, ({ port }) => deps.log.info({ port }, "worker ready"));

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    setTimeout(() => process.exit(0), 8_000).unref();
    await Promise.all([minter.stop(), jobs.stop(), doubt.stop()]);
    await deps.close();
    process.exit(0);
  });
}
