import { z } from "@hono/zod-openapi";
import { defineJob } from "../../jobs/define-job.ts";
import { mailResetLink as run } from "./mail-reset-link.ts";
import { sweepExpired } from "./sweep-expired.ts";

export const mailResetLink = defineJob({
  name: "mail-reset-link",
  payload: z.object({ email: z.string(), next: z.string().optional(), browser: z.string(), at: z.string() }),
  run,
});

export const sweepExpiredJob = defineJob({
  name: "sweep-expired",
  payload: z.object({}),
  cron: "17 * * * *",
  run: sweepExpired,
});
