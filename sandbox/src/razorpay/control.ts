import { Hono } from "hono";
import { z } from "zod";
import type { Wire } from "../faults.ts";
import { failureOf, successFields } from "./checkout.ts";
import type { Razorpay } from "./context.ts";
import { RazorpayError } from "./errors.ts";
import { ledgerPage } from "./ledger-page.ts";
import { findOrder } from "./orders.ts";
import { attempt, captureNow } from "./pay.ts";
import { readJson } from "./requests.ts";

const paySchema = z.strictObject({
  order_id: z.string(),
  method: z.enum(["upi", "card", "netbanking", "wallet"]).default("upi"),
  outcome: z.enum(["captured", "failed"]).default("captured"),
  email: z.string().optional(),
  contact: z.string().optional(),
  notes: z.record(z.string(), z.string()).optional(),
});

/** What the real Razorpay does not have: paying by script, a late capture at will, and a look at the webhooks. No keys needed. */
export function controlRoutes(razorpay: Razorpay) {
  const { store, webhooks } = razorpay;
  return new Hono<Wire>()
    .get("/", (c) => c.html(ledgerPage(razorpay)))
    .post("/sandbox/pay", async (c) => {
      const wish = paySchema.safeParse(await readJson(c));
      if (!wish.success) throw new RazorpayError(z.prettifyError(wish.error));
      const { order_id, ...details } = wish.data;
      const payment = attempt(razorpay, { ...details, order: findOrder(razorpay, order_id) });
      if (payment.entity.status !== "failed") return c.json(successFields(razorpay, payment));
      return c.json({
        razorpay_payment_id: payment.id,
        razorpay_order_id: payment.entity.order_id,
        error: failureOf(payment),
      });
    })
    .post("/sandbox/payments/:id/capture", (c) =>
      captureNow(razorpay, c.req.param("id"))
        ? c.body(null, 202)
        : c.json({ error: "No such payment waits for a late capture." }, 404),
    )
    .get("/sandbox/webhooks", (c) => {
      const state = c.req.query("state");
      const rows = store.deliveries.values().filter((row) => state === undefined || row.state === state);
      return c.json(rows.reverse());
    })
    .post("/sandbox/webhooks/:id/replay", (c) => {
      if (!webhooks.replay(c.req.param("id"))) return c.json({ error: "No such event." }, 404);
      const fromPage = c.req.header("accept")?.includes("text/html");
      return fromPage ? c.redirect("/", 303) : c.body(null, 202);
    });
}
