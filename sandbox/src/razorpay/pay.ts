import type { Razorpay } from "./context.ts";
import { newId, nowSec, type PaymentEntity, toNotes } from "./entities.ts";
import { orderPaidAlready } from "./errors.ts";
import { type MethodDetails, toMethodFields } from "./methods.ts";
import type { OrderRow, PaymentRow } from "./store.ts";
import type { Happening } from "./webhooks.ts";

export const paymentActs = ["late_capture"];

export interface Attempt extends MethodDetails {
  order: OrderRow;
  /** captured: paid (or only authorized, where the order asks for manual capture). */
  outcome: "captured" | "failed";
  email?: string | undefined;
  contact?: string | undefined;
  description?: string | undefined;
  notes?: Record<string, string> | undefined;
}

/**
 * One attempt to pay an order, as checkout makes it: the payment is created, authorized or refused by the
 * "bank", captured if the order captures by itself, and told by webhooks. An order takes many attempts but
 * only one captured payment.
 * @throws RazorpayError when the order is paid already
 */
export function attempt(razorpay: Razorpay, wish: Attempt): PaymentRow {
  const { store, faults, webhooks } = razorpay;
  const { order } = wish;
  if (order.entity.status === "paid") throw orderPaidAlready();
  const late = faults.take(`payment ${order.id}`);
  const row = newPayment(wish);
  if (late) row.lateCaptureAt = Date.now() + (late.ms ?? 3_000);
  const attempts = order.entity.attempts + 1;
  store.orders.set({ ...order, entity: { ...order.entity, status: "attempted", attempts } });

  if (late || wish.outcome === "failed") {
    row.entity = { ...row.entity, status: "failed", ...declined };
    store.payments.set(row);
    webhooks.emit([paymentEvent("payment.failed", row)]);
    if (late) captureLater(razorpay, row);
    return row;
  }
  row.entity.status = "authorized";
  store.payments.set(row);
  const authorized = paymentEvent("payment.authorized", row);
  if (order.autoCapture) return capture(razorpay, row, [authorized]);
  webhooks.emit([authorized]);
  return row;
}

/** Captures an authorized payment: its order is paid from now on. `before` are events that come first. */
export function capture(
  { store, webhooks }: Razorpay,
  row: PaymentRow,
  before: Happening[] = [],
): PaymentRow {
  const order = store.orders.get(row.entity.order_id);
  if (!order) throw new Error(`Payment ${row.id} has no order.`);
  if (order.entity.status === "paid") throw orderPaidAlready();
  const { amount } = row.entity;
  // 2 % and 18 % GST on it, as Razorpay charges for domestic payments.
  const tax = Math.round(amount * 0.02 * 0.18);
  const fee = Math.round(amount * 0.02) + tax;
  const captured: PaymentRow = {
    ...row,
    entity: { ...row.entity, status: "captured", captured: true, fee, tax },
  };
  const paid: OrderRow = {
    ...order,
    entity: { ...order.entity, status: "paid", amount_paid: amount, amount_due: 0 },
  };
  store.payments.set(captured);
  store.orders.set(paid);
  const shown = toShown(captured);
  webhooks.emit([
    ...before,
    { event: "payment.captured", shows: { payment: shown } },
    { event: "order.paid", shows: { payment: shown, order: paid.entity } },
  ]);
  return captured;
}

/**
 * Late authorisation: the bank says yes after the payment was reported as failed. If another attempt has paid
 * the order meanwhile, Razorpay gives the late money back by itself.
 */
export function captureLater(razorpay: Razorpay, { id, lateCaptureAt = 0 }: PaymentRow): void {
  const timer = setTimeout(
    () => {
      razorpay.timers.delete(timer);
      captureNow(razorpay, id);
    },
    Math.max(0, lateCaptureAt - Date.now()),
  );
  razorpay.timers.add(timer);
}

/** The late capture of a payment, before its time. False where none is due. */
export function captureNow(razorpay: Razorpay, id: string): boolean {
  const { store, webhooks } = razorpay;
  const row = store.payments.get(id);
  if (row?.lateCaptureAt === undefined) return false;
  const entity: PaymentEntity = { ...row.entity, status: "authorized", ...noError };
  const authorized: PaymentRow = { ...row, entity };
  delete authorized.lateCaptureAt;
  const news = paymentEvent("payment.authorized", authorized);
  if (store.orders.get(entity.order_id)?.entity.status !== "paid") {
    capture(razorpay, authorized, [news]);
    return true;
  }
  const amount_refunded = entity.amount;
  const givenBack = { ...entity, status: "refunded", refund_status: "full", amount_refunded } as const;
  store.payments.set({ ...authorized, entity: givenBack });
  webhooks.emit([news]);
  return true;
}

export function paymentEvent(event: string, row: PaymentRow): Happening {
  return { event, shows: { payment: toShown(row) } };
}

/** Webhooks show a little more of a payment than the API does. */
export function toShown({ entity, card }: PaymentRow): PaymentEntity {
  const base_amount = entity.captured ? { base_amount: entity.amount, amount_transferred: 0 } : {};
  return { ...entity, ...base_amount, ...(card ? { card } : {}) };
}

function newPayment(wish: Attempt): PaymentRow {
  const { fields, card } = toMethodFields(wish);
  const entity: PaymentEntity = {
    id: newId("pay_"),
    entity: "payment",
    amount: wish.order.entity.amount,
    currency: wish.order.entity.currency,
    status: "created",
    order_id: wish.order.id,
    invoice_id: null,
    international: false,
    method: wish.method,
    amount_refunded: 0,
    refund_status: null,
    captured: false,
    description: wish.description ?? null,
    ...fields,
    email: wish.email || "void@razorpay.com",
    contact: wish.contact || "+919000090000",
    notes: toNotes(wish.notes),
    fee: null,
    tax: null,
    ...noError,
    created_at: nowSec(),
  };
  return { id: entity.id, entity, ...(card ? { card } : {}) };
}

const noError = {
  error_code: null,
  error_description: null,
  error_source: null,
  error_step: null,
  error_reason: null,
};

const declined = {
  error_code: "BAD_REQUEST_ERROR",
  error_description:
    "Your payment didn't go through as it was declined by the bank. Try another payment method or contact your bank.",
  error_source: "bank",
  error_step: "payment_authorization",
  error_reason: "payment_failed",
};
