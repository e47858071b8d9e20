import type { JobResult } from "pg-boss";
import { z } from "zod";
import type { WorkerDeps } from "../deps.ts";
import { openQueues } from "../jobs/queues.ts";
import { registry, type WorkedJob } from "./registry.ts";

// NOTIFY wakes a worker once for many jobs, so a full batch is followed by the next at once; the poll is for what no
// NOTIFY announces: retries and jobs with a start time.
const drain = {
  batchSize: 5,
  burstWhenBatchFull: true,
  pollingIntervalSeconds: 2,
  notifyPollingIntervalSeconds: 2,
  perJobResults: true,
} as const;

/** The working half, for the worker process: runs every job of the registry. */
export async function workJobs(deps: WorkerDeps) {
  const boss = openQueues(deps.env.DATABASE_URL, { migrate: false, work: true });
  boss.on("error", (error) => deps.log.error({ err: error }, "jobs"));
  await boss.start();
  for (const job of registry) {
    await boss.work(job.name, drain, (items) => Promise.all(items.map((item) => runOne(deps, job, item))));
    if (job.cron) await boss.schedule(job.name, job.cron);
  }
  return {
    /** What each queue's loop in this process did last. */
    loops: () => boss.getWipData(),
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

const enqueued = z.looseObject({ requestId: z.string().optional() });

/** Runs one job. Its failure is its own: the others of the batch are done. */
async function runOne(
  deps: WorkerDeps,
  job: WorkedJob,
  item: { id: string; data: unknown },
): Promise<JobResult> {
  const { requestId, ...payload } = enqueued.parse(item.data ?? {});
  const log = deps.log.child({ job: job.name, jobId: item.id, ...(requestId && { requestId }) });
  const startedMs = performance.now();
  try {
    await job.run({ ...deps, log, jobs: deps.jobs.ofRequest(requestId) }, job.payload.parse(payload));
    log.info({ ms: Math.round(performance.now() - startedMs) }, "job done");
    return { id: item.id, status: "completed" };
  } catch (error) {
    log.warn({ err: error }, "job failed");
    return { id: item.id, status: "failed", output: { message: String(error) } };
  }
}
