import { sendMail } from "../modules/mail/jobs.ts";
import type { Job } from "./define-job.ts";

// Every background job of FLUX. A module exports its jobs from its jobs.ts.
export const registry: Job[] = [sendMail];
