import { sql } from "drizzle-orm";
import { fromDrizzle, type SendOptions } from "pg-boss";
import type { z } from "zod";
import type { Tx } from "../db/client.ts";
import type { Job } from "./define-job.ts";
import { openQueues } from "./queues.ts";

/** The enqueueing half, for every process. It knows a job's name and payload; worker/registry.ts knows its work. */
export interface Jobs {
  /** Enqueues in the caller's transaction: a rolled back transaction leaves no job. */
  add<P extends z.ZodType>(tx: Tx, job: Job<P>, payload: z.infer<P>, options?: SendOptions): Promise<void>;
  /** The same, for what is done on behalf of a request: its id stands in the job, and in the lines the job logs. */
  ofRequest(requestId: string | undefined): Jobs;
  close(): Promise<void>;
}

export async function connectJobs(databaseUrl: string, onError: (error: Error) => void): Promise<Jobs> {
  const boss = openQueues(databaseUrl, { migrate: false, work: false });
  boss.on("error", onError);
  await boss.start();
  const ofRequest = (requestId: string | undefined): Jobs => ({
    async add(tx, job, payload, options = {}) {
      const data = { ...(job.payload.parse(payload) as object), ...(requestId && { requestId }) };
      await boss.send(job.name, data, { ...options, db: fromDrizzle(tx, sql) });
    },
    ofRequest,
    close: () => boss.stop({ graceful: false }),
  });
  return ofRequest(undefined);
}
