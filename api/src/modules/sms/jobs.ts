import { z } from "@hono/zod-openapi";
import { defineJob } from "../../jobs/define-job.ts";
import { sendSms as run } from "./send-sms.ts";
import { sweepHandedSms } from "./sweep-handed-sms.ts";

export const sendSms = defineJob({
  name: "send-sms",
  payload: z.object({
    id: z.uuid(),
    to: z.string(),
    template: z.literal("otp"),
    values: z.record(z.string(), z.string()),
    text: z.string(),
    until: z.iso.datetime(),
  }),
  run,
  // Somebody is waiting; each try goes to one vendor for one message.
  retry: { retryLimit: 8, retryDelay: 1, retryBackoff: true, retryDelayMax: 60 },
});

export const sweepHandedSmsJob = defineJob({
  name: "sweep-handed-sms",
  payload: z.object({}),
  cron: "47 3 * * *",
  run: sweepHandedSms,
});
