import { z } from "@hono/zod-openapi";
import { defineJob } from "../../jobs/define-job.ts";
import { sweepExpired } from "./sweep-expired.ts";

export const sweepExpiredJob = defineJob({
  name: "sweep-expired",
  payload: z.object({}),
  cron: "17 * * * *",
  run: sweepExpired,
});
