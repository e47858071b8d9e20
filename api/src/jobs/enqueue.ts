import { sql } from "drizzle-orm";
import { fromDrizzle, type SendOptions } from "pg-boss";
import type { z } from "zod";
import type { Tx } from "../db/client.ts";
import type { Job } from "./define-job.ts";
import { openQueues } from "./queues.ts";

export type Jobs = Awaited<ReturnType<typeof connectJobs>>;

/** The enqueueing half, for every process. It knows a job's name and payload; worker/registry.ts knows its work. */
export async function connectJobs(databaseUrl: string, onError: (error: Error) => void) {
  const boss = openQueues(databaseUrl, { migrate: false, work: false });
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
