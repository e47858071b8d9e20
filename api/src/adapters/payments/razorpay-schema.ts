import { z } from "zod";
import type { PaymentFact, RefundFact, WebhookFacts } from "./payments.ts";

// Razorpay adds fields without notice: what we don't read is not checked.
const payment = z.object({
  id: z.string(),
  order_id: z.string().nullable(),
  amount: z.int(),
  currency: z.string(),
  status: z.enum(["created", "authorized", "captured", "refunded", "failed"]),
  method: z.string(),
});

const refund = z.object({
  id: z.string(),
  payment_id: z.string(),
  receipt: z.string().nullish(),
  status: z.enum(["pending", "processed", "failed"]),
});

export const orderAnswer = z.object({ id: z.string() });
export const paymentsAnswer = z.object({ items: z.array(payment) });
export const refundAnswer = refund;
export const refundsAnswer = z.object({ items: z.array(refund) });
export const collection = z.object({ items: z.array(z.unknown()) });

/** What this shop writes on its orders. Another system's may have any receipt, and any notes: `[]` for none. */
export const knownOrder = z.object({
  receipt: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullish()
    .catch(null),
  notes: z
    .object({ order: z.string().regex(/^FLX-/) })
    .nullish()
    .catch(null),
});

const webhook = z.object({
  event: z.string(),
  payload: z.object({
    payment: z.object({ entity: payment }).optional(),
    refund: z.object({ entity: refund }).optional(),
  }),
});

/** Reads a webhook's payload: the entity as it was when the event happened, not as it is now. */
export function toFacts(rawBody: string): WebhookFacts {
  const { payload } = webhook.parse(JSON.parse(rawBody));
  return {
    payments: payload.payment ? toPaymentFacts([payload.payment.entity]) : [],
    refunds: payload.refund ? [toRefundFact(payload.refund.entity)] : [],
  };
}

/** Payments without an order are not of this shop (a payment link, a point of sale): they are left out. */
export function toPaymentFacts(entities: z.infer<typeof payment>[]): PaymentFact[] {
  return entities.flatMap(({ id, order_id, amount, currency, status, method }) =>
    order_id === null
      ? []
      : [
          {
            providerOrderId: order_id,
            providerPaymentId: id,
            state: status,
            amountPaise: amount,
            currency,
            method,
          },
        ],
  );
}

export function toRefundFact({ id, payment_id, receipt, status }: z.infer<typeof refund>): RefundFact {
  return {
    providerRefundId: id,
    providerPaymentId: payment_id,
    refundId: receipt ?? null,
    state: status === "pending" ? "sent" : status,
  };
}
