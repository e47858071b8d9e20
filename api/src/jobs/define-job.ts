import type { QueueOptions } from "pg-boss";
import type { z } from "zod";
import type { Deps } from "../deps.ts";

/** Work outside the request that enqueued it. `run` may run more than once: it must be idempotent. */
export type Job<Payload extends z.ZodType = z.ZodType> = {
  name: string;
  payload: Payload;
  run(deps: Deps, payload: z.infer<Payload>): Promise<void>;
  /** Five field cron line, UTC: the job also runs by itself, with an empty payload. */
  cron?: string;
  retry?: Pick<
    QueueOptions,
    "retryLimit" | "retryDelay" | "retryBackoff" | "retryDelayMax" | "expireInSeconds"
  >;
};

export function defineJob<Payload extends z.ZodType>(job: Job<Payload>): Job<Payload> {
  return job;
}
