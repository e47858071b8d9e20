import { Hono } from "hono";
import type { Wire } from "../faults.ts";
import type { Razorpay } from "./context.ts";
import { toCollection } from "./entities.ts";
import { fieldRequired, noSuchId, notAnId, RazorpayError } from "./errors.ts";
import { capture } from "./pay.ts";
import { readJson, slice } from "./requests.ts";
import type { PaymentRow } from "./store.ts";

/** /v1/payments: list, fetch, card, capture. Source: razorpay.com/docs/api/payments. */
export function paymentRoutes(razorpay: Razorpay) {
  const { store } = razorpay;
  return new Hono<Wire>()
    .get("/v1/payments", (c) => {
      const payments = store.payments.values().map((row) => row.entity);
      return c.json(toCollection(slice(payments, c.req.query())));
    })
    .get("/v1/payments/:id", (c) => c.json(findPayment(razorpay, c.req.param("id")).entity))
    .get("/v1/payments/:id/card", (c) => {
      const { card } = findPayment(razorpay, c.req.param("id"));
      if (!card) throw new RazorpayError("The payment was not made with a card");
      return c.json(card);
    })
    .post("/v1/payments/:id/capture", async (c) => {
      const row = findPayment(razorpay, c.req.param("id"));
      const { amount, currency } = await readJson(c);
      if (amount === undefined) throw fieldRequired("amount");
      if (typeof amount !== "number" || !Number.isInteger(amount))
        throw new RazorpayError("The amount must be an integer.", { field: "amount" });
      if (row.entity.captured) throw new RazorpayError("This payment has already been captured");
      if (row.entity.status !== "authorized")
        throw new RazorpayError(
          "Only payments which have been authorized and not yet captured can be captured",
        );
      if (amount !== row.entity.amount || (currency ?? "INR") !== row.entity.currency)
        throw new RazorpayError("Capture amount must be equal to the amount authorized", { field: "amount" });
      return c.json(capture(razorpay, row).entity);
    });
}

export function findPayment({ store }: Razorpay, id: string): PaymentRow {
  if (!/^pay_[0-9A-Za-z]{14}$/.test(id)) throw notAnId(id);
  const row = store.payments.get(id);
  if (!row) throw noSuchId();
  return row;
}
