import { z } from "zod";
import { declareJob } from "../../jobs/define-job.ts";

/** Asks the vendor what became of one payment. Its work lives with orders, which decide what money means. */
export const reconcilePayment = declareJob({
  name: "reconcile-payment",
  payload: z.object({ paymentId: z.uuid() }),
});
