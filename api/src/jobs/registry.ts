import { sweepExpiredJob } from "../modules/auth/jobs.ts";
import { sweepGuestCarts } from "../modules/cart/sweep-guest-carts.ts";
import { sendMail } from "../modules/mail/jobs.ts";
import { expireOrder } from "../modules/orders/expire-order.ts";
import { reconcilePayment, reconcilePayments } from "../modules/payments/reconcile-payment.ts";
import { refundPayment } from "../modules/payments/refund-payment.ts";
import { applyWebhook } from "../modules/webhooks/apply-webhook.ts";
import type { Job } from "./define-job.ts";

// Every background job of FLUX. A module exports its jobs from its jobs.ts.
export const registry: Job[] = [
  sendMail,
  sweepExpiredJob,
  expireOrder,
  applyWebhook,
  reconcilePayments,
  reconcilePayment,
  refundPayment,
  sweepGuestCarts,
];
