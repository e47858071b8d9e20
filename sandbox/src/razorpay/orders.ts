import { Hono } from "hono";
import { z } from "zod";
import type { Wire } from "../faults.ts";
import type { Razorpay } from "./context.ts";
import { newId, nowSec, toCollection, toNotes } from "./entities.ts";
import { extraField, fieldRequired, noSuchId, notAnId, RazorpayError } from "./errors.ts";
import { readJson, slice } from "./requests.ts";
import type { OrderRow } from "./store.ts";

const notesSchema = z.union([z.record(z.string(), z.coerce.string()), z.array(z.never())]).optional();
const known = [
  "amount",
  "currency",
  "receipt",
  "notes",
  "partial_payment",
  "unique_receipt",
  "payment_capture",
  "payment",
];

/** /v1/orders: create, list, fetch, fetch payments. Source: razorpay.com/docs/api/orders. */
export function orderRoutes(razorpay: Razorpay) {
  const { store } = razorpay;
  return new Hono<Wire>()
    .post("/v1/orders", async (c) => c.json(createOrder(razorpay, await readJson(c)).entity))
    .get("/v1/orders", (c) => {
      const receipt = c.req.query("receipt");
      const orders = store.orders.values().map((row) => row.entity);
      const wanted = orders.filter((order) => receipt === undefined || order.receipt === receipt);
      return c.json(toCollection(slice(wanted, c.req.query())));
    })
    .get("/v1/orders/:id", (c) => c.json(findOrder(razorpay, c.req.param("id")).entity))
    .get("/v1/orders/:id/payments", (c) => {
      const order = findOrder(razorpay, c.req.param("id"));
      const payments = store.payments.values().map((row) => row.entity);
      return c.json(toCollection(payments.filter((payment) => payment.order_id === order.id).reverse()));
    });
}

export function findOrder({ store }: Razorpay, id: string): OrderRow {
  if (!/^order_[0-9A-Za-z]{14}$/.test(id)) throw notAnId(id);
  const row = store.orders.get(id);
  if (!row) throw noSuchId();
  return row;
}

/**
 * A receipt is used once per account; with `unique_receipt: true` the retry of a create whose answer was lost
 * gets the same order back (razorpay.com/docs, "Retries and Idempotency", BP-07).
 */
function createOrder({ store }: Razorpay, body: Record<string, unknown>): OrderRow {
  const { amount, currency, notes, receipt, autoCapture } = checked(body);
  const twin =
    receipt === null ? undefined : store.orders.values().find((row) => row.entity.receipt === receipt);
  if (twin) {
    const same = twin.entity.amount === amount && twin.entity.currency === currency;
    if (body.unique_receipt === true && same) return twin;
    throw new RazorpayError("Order receipt should be unique.", { field: "receipt" });
  }
  const entity = {
    id: newId("order_"),
    entity: "order",
    amount,
    amount_paid: 0,
    amount_due: amount,
    currency,
    receipt,
    offer_id: null,
    status: "created",
    attempts: 0,
    notes,
    created_at: nowSec(),
  } as const;
  const row = { id: entity.id, entity, autoCapture };
  store.orders.set(row);
  return row;
}

function checked(body: Record<string, unknown>) {
  const extra = Object.keys(body).find((field) => !known.includes(field));
  if (extra) throw extraField(extra);
  const amount = checkedAmount(body.amount);
  if (body.currency === undefined) throw fieldRequired("currency");
  if (body.currency !== "INR") throw new RazorpayError("Currency is not supported", { field: "currency" });
  const receipt = body.receipt ?? null;
  if (receipt !== null && typeof receipt !== "string")
    throw new RazorpayError("The receipt must be a string.", { field: "receipt" });
  if (receipt !== null && receipt.length > 40)
    throw new RazorpayError("The receipt may not be greater than 40 characters.", { field: "receipt" });
  return {
    amount,
    currency: "INR",
    receipt,
    notes: checkedNotes(body.notes),
    autoCapture: wantsCapture(body),
  };
}

function checkedAmount(amount: unknown): number {
  if (amount === undefined) throw fieldRequired("amount");
  if (typeof amount !== "number" || !Number.isInteger(amount))
    throw new RazorpayError("The amount must be an integer.", { field: "amount" });
  if (amount < 100)
    throw new RazorpayError("Order amount less than minimum amount allowed", {
      step: "order_creation",
      reason: "amount_less_than_minimum_amount",
      field: "amount",
    });
  return amount;
}

export function checkedNotes(value: unknown) {
  const notes = notesSchema.safeParse(value);
  if (!notes.success) throw new RazorpayError("notes must be key-value pairs", { field: "notes" });
  const entries = Object.entries(notes.data ?? {});
  if (entries.length > 15)
    throw new RazorpayError("Number of fields in notes should be less than or equal to 15", {
      field: "notes",
    });
  const long = entries.find(([, text]) => String(text).length > 256);
  if (long)
    throw new RazorpayError(`notes.${long[0]} may not be greater than 256 characters.`, { field: "notes" });
  return toNotes(notes.data);
}

/** Auto-capture is this account's setting; an order may ask for manual capture (old and new spelling). */
function wantsCapture(body: Record<string, unknown>): boolean {
  const manual = z.object({ payment: z.object({ capture: z.literal("manual") }) }).safeParse(body).success;
  return !manual && ![0, "0", false].some((no) => body.payment_capture === no);
}
