import { z } from "@hono/zod-openapi";
import type { WorkerDeps } from "../../deps.ts";
import { defineJob } from "../../jobs/define-job.ts";

/** Hands one mail to the mail server. A retry carries the same Message-ID, so a second copy is recognisable. */
export const sendMail = defineJob({
  name: "send-mail",
  payload: z.object({
    to: z.string(),
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    messageId: z.string(),
    oneClickUrl: z.string().optional(),
  }),
  run: ({ mail }: WorkerDeps, payload) => mail.send(payload),
});
