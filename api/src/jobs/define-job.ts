import type { QueueOptions } from "pg-boss";
import type { z } from "zod";

/** A job's name and what it carries: all that is needed to enqueue it. */
export type Job<Payload extends z.ZodType = z.ZodType> = {
  name: string;
  payload: Payload;
  /** Five field cron line, UTC: the job also runs by itself, with an empty payload. */
  cron?: string;
  retry?: Pick<
    QueueOptions,
    "retryLimit" | "retryDelay" | "retryBackoff" | "retryDelayMax" | "expireInSeconds"
  >;
};

/** A job with its work. `run` may run more than once: it must be idempotent. */
export type RunnableJob<Deps, Payload extends z.ZodType = z.ZodType> = Job<Payload> & {
  run(deps: Deps, payload: z.infer<Payload>): Promise<void>;
};

/** Work outside the request that enqueued it. */
export function defineJob<Payload extends z.ZodType, Deps>(job: RunnableJob<Deps, Payload>) {
  return job;
}

/** A job for who enqueues it but may not know its work: `defineJob({ ...declared, run })` stands where that is. */
export function declareJob<Payload extends z.ZodType>(job: Job<Payload>) {
  return job;
}
