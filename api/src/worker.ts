import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { createDeps } from "./create-deps.ts";
import { parseEnv } from "./env.ts";
import { startMinter } from "./minter/minter.ts";
import { workJobs } from "./worker/work-jobs.ts";

const env = parseEnv();
const deps = await createDeps(env);
const jobs = await workJobs(deps);
const minter = startMinter(deps);
const health = new Hono().get("/health", (c) => c.json({ status: "ok" }));
serve({ fetch: health.fetch, port: env.WORKER_PORT }, ({ port }) => deps.log.info({ port }, "worker ready"));

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    setTimeout(() => process.exit(0), 8_000).unref();
    await Promise.all([minter.stop(), jobs.stop()]);
    await deps.close();
    process.exit(0);
  });
}
