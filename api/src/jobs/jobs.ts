import { sql } from "drizzle-orm";
import { fromDrizzle, type JobResult, PgBoss, type SendOptions } from "pg-boss";
import type { z } from "zod";
import type { Tx } from "../db/client.ts";
import type { Deps } from "../deps.ts";
import type { Job } from "./define-job.ts";
import { registry } from "./registry.ts";

const defaultRetry = { retryLimit: 12, retryDelay: 1, retryBackoff: true, retryDelayMax: 300 };

export type Jobs = Awaited<ReturnType<typeof startJobs>>;

function createBoss(connectionString: string, options: { migrate: boolean; work: boolean }) {
  return new PgBoss({
    connectionString,
    schema: "jobs",
    max: options.work ? 4 : 2,
    migrate: options.migrate,
    supervise: options.work,
    schedule: options.work,
    useListenNotify: options.work,
  });
}

/** Creates pg-boss's schema and every queue of the registry. Part of the migrations. */
export async function prepareQueues(databaseUrl: string) {
  const boss = createBoss(databaseUrl, { migrate: true, work: false });
  await boss.start();
  for (const job of registry) {
    const options = { ...defaultRetry, ...job.retry, notify: true };
    await boss.createQueue(job.name, options);
    await boss.updateQueue(job.name, options);
  }
  await boss.stop({ graceful: false });
}

/** The enqueueing half, for every process. */
export async function startJobs(databaseUrl: string, onError: (error: Error) => void) {
  const boss = createBoss(databaseUrl, { migrate: false, work: false });
  boss.on("error", onError);
  await boss.start();
  return {
    /** Enqueues in the caller's transaction: a rolled back transaction leaves no job. */
    async add<P extends z.ZodType>(tx: Tx, job: Job<P>, payload: z.infer<P>, options: SendOptions = {}) {
      await boss.send(job.name, job.payload.parse(payload) as object, {
        ...options,
        db: fromDrizzle(tx, sql),
      });
    },
    close: () => boss.stop({ graceful: false }),
  };
}

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
export async function workJobs(deps: Deps) {
  const boss = createBoss(deps.env.DATABASE_URL, { migrate: false, work: true });
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

/** Runs one job. Its failure is its own: the others of the batch are done. */
async function runOne(deps: Deps, job: Job, item: { id: string; data: unknown }): Promise<JobResult> {
  const log = deps.log.child({ job: job.name, jobId: item.id });
  const startedMs = performance.now();
  try {
    await job.run({ ...deps, log }, job.payload.parse(item.data ?? {}));
    log.info({ ms: Math.round(performance.now() - startedMs) }, "job done");
    return { id: item.id, status: "completed" };
  } catch (error) {
    log.warn({ err: error }, "job failed");
    return { id: item.id, status: "failed", output: { message: String(error) } };
  }
}
