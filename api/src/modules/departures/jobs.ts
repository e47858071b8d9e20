import { z } from "zod";
import { declareJob } from "../../jobs/define-job.ts";

/** Enqueued with a departure that waits, for the end of its wait. */
export const sendDeparture = declareJob({
  name: "send-departure",
  payload: z.object({ departureId: z.uuid() }),
  retry: { retryLimit: 200, retryDelay: 5, retryBackoff: true, retryDelayMax: 600 },
});
