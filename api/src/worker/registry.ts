import { auditNightly } from "../auditor/audit-nightly.ts";
import type { WorkerDeps } from "../deps.ts";
import { sweepIdempotencyKeys } from "../http/sweep-idempotency-keys.ts";
import type { RunnableJob } from "../jobs/define-job.ts";
import { mailResetLink, sweepExpiredJob } from "../modules/auth/jobs.ts";
import { sweepGuestCarts } from "../modules/cart/sweep-guest-carts.ts";
import { sendDeparture, sendDueDepartures } from "../modules/departures/send-due-departures.ts";
import { tellDeparted } from "../modules/departures/tell-departed.ts";
import { sendMail } from "../modules/mail/jobs.ts";
import { endParkedMint, endParkedMints } from "../modules/orders/end-parked-mint.ts";
import { expireOrder } from "../modules/orders/expire-order.ts";
import { reconcilePayment, reconcilePayments } from "../modules/orders/reconcile-payments.ts";
import { recoverPayments } from "../modules/orders/recover-payments.ts";
import { tellExpired } from "../modules/orders/tell-expired.ts";
import { refundPayment } from "../modules/payments/refund-payment.ts";
import { checkPin } from "../modules/pins/check-pin.ts";
import { checkPins } from "../modules/products/check-pins.ts";
import { sendSms, sweepHandedSmsJob } from "../modules/sms/jobs.ts";
import { noteVaultedBatches } from "../modules/stock/note-vaulted-batches.ts";
import { sweepUploads } from "../modules/uploads/sweep-uploads.ts";
import { tellOfStock } from "../modules/users/tell-of-stock.ts";
import { applyWebhook } from "../modules/webhooks/apply-webhook.ts";

export type WorkedJob = RunnableJob<WorkerDeps>;

// Every background job of FLUX.
export const registry: WorkedJob[] = [
  sendMail,
  sendSms,
  mailResetLink,
  sweepExpiredJob,
  expireOrder,
  tellExpired,
  applyWebhook,
  reconcilePayments,
  reconcilePayment,
  recoverPayments,
  refundPayment,
  endParkedMints,
  endParkedMint,
  tellOfStock,
  sendDeparture,
  sendDueDepartures,
  tellDeparted,
  sweepGuestCarts,
  sweepUploads,
  sweepIdempotencyKeys,
  sweepHandedSmsJob,
  auditNightly,
  noteVaultedBatches,
  checkPins,
  checkPin,
];
