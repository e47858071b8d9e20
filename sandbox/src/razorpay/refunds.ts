import { Hono } from "hono";
import type { Wire } from "../faults.ts";
import type { Razorpay } from "./context.ts";
import { newId, nowSec, type RefundEntity, toCollection } from "./entities.ts";
import { noSuchId, RazorpayError } from "./errors.ts";
import { checkedNotes } from "./orders.ts";
import { toShown } from "./pay.ts";
import { findPayment } from "./payments.ts";
import { readJson, slice } from "./requests.ts";
import type { PaymentRow } from "./store.ts";

export const refundActs = ["fail"];

/** Refunds: create (idempotent by header), fetch, list. Source: razorpay.com/docs/api/refunds. */
export function refundRoutes(razorpay: Razorpay) {
  const { store } = razorpay;
  const ofPayment = (id: string) =>
    store.refunds
      .values()
      .map((row) => row.entity)
      .filter((refund) => refund.payment_id === findPayment(razorpay, id).id);
  const find = (id: string) => {
    const row = store.refunds.get(id);
    if (!row) throw noSuchId();
    return row.entity;
  };
  return new Hono<Wire>()
    .post("/v1/payments/:id/refund", async (c) => {
      const payment = findPayment(razorpay, c.req.param("id"));
      const body = await readJson(c);
      const key = c.req.header("x-refund-idempotency");
      return c.json(
        key === undefined ? refund(razorpay, payment, body) : refundOnce(razorpay, payment, body, key),
      );
    })
    .get("/v1/payments/:id/refunds", (c) =>
      c.json(toCollection(slice(ofPayment(c.req.param("id")), c.req.query()))),
    )
    .get("/v1/payments/:id/refunds/:refundId", (c) => c.json(find(c.req.param("refundId"))))
    .get("/v1/refunds", (c) => {
      const refunds = store.refunds.values().map((row) => row.entity);
      return c.json(toCollection(slice(refunds, c.req.query())));
    })
    .get("/v1/refunds/:refundId", (c) => c.json(find(c.req.param("refundId"))));
}

/** Same key and body: the same refund. Same key, other body: 400. */
function refundOnce(
  razorpay: Razorpay,
  payment: PaymentRow,
  body: Record<string, unknown>,
  key: string,
): RefundEntity {
  const { store } = razorpay;
  if (!/^[0-9A-Za-z_-]{10,}$/.test(key))
    throw new RazorpayError(
      "The idempotency key must be at least 10 characters of letters, digits, - and _.",
    );
  const used = store.refundKeys.get(key);
  const asked = JSON.stringify([payment.id, body]);
  if (used && used.body !== asked)
    throw new RazorpayError("Different request with the same idempotency key has already been processed.");
  const before = used && store.refunds.get(used.refundId);
  if (before) return before.entity;
  const entity = refund(razorpay, payment, body);
  store.refundKeys.set({ id: key, body: asked, refundId: entity.id });
  return entity;
}

function refund(razorpay: Razorpay, payment: PaymentRow, body: Record<string, unknown>): RefundEntity {
  const { store, faults, webhooks } = razorpay;
  const amount = checkedAmount(payment, body.amount);
  const failing = faults.take(`refund ${payment.id}`) !== undefined;
  const instant = body.speed === "optimum";
  const entity: RefundEntity = {
    id: newId("rfnd_"),
    entity: "refund",
    amount,
    currency: payment.entity.currency,
    payment_id: payment.id,
    notes: checkedNotes(body.notes),
    receipt: typeof body.receipt === "string" ? body.receipt : null,
    acquirer_data: { arn: null },
    created_at: nowSec(),
    batch_id: null,
    status: failing ? "pending" : "processed",
    speed_processed: instant ? "instant" : "normal",
    speed_requested: instant ? "optimum" : "normal",
  };
  if (failing) {
    const failed = { ...entity, status: "failed" } as const;
    store.refunds.set({ id: failed.id, entity: failed });
    const shown = toShown(payment);
    webhooks.emit([
      { event: "refund.created", shows: { refund: entity, payment: shown } },
      { event: "refund.failed", shows: { refund: failed, payment: shown } },
    ]);
    return entity;
  }
  const amount_refunded = payment.entity.amount_refunded + amount;
  const full = amount_refunded === payment.entity.amount;
  const after: PaymentRow = {
    ...payment,
    entity: {
      ...payment.entity,
      amount_refunded,
      refund_status: full ? "full" : "partial",
      status: full ? "refunded" : payment.entity.status,
    },
  };
  store.refunds.set({ id: entity.id, entity });
  store.payments.set(after);
  const shows = { refund: entity, payment: toShown(after) };
  webhooks.emit([
    { event: "refund.created", shows },
    { event: "refund.processed", shows },
  ]);
  return entity;
}

function checkedAmount({ entity }: PaymentRow, wanted: unknown): number {
  if (!entity.captured)
    throw new RazorpayError("The payment status should be captured for action to be taken");
  const left = entity.amount - entity.amount_refunded;
  if (left === 0) throw new RazorpayError("The payment has been fully refunded already");
  const amount = wanted === undefined ? left : Number(wanted);
  if (!Number.isInteger(amount))
    throw new RazorpayError("The amount must be an integer.", { field: "amount" });
  if (amount < 100) throw new RazorpayError("The amount must be at least INR 1.00", { field: "amount" });
  if (amount > left)
    throw new RazorpayError("The refund amount provided is greater than amount captured", {
      field: "amount",
    });
  return amount;
}
