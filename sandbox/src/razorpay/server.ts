import { Hono } from "hono";
import { createFaults, type Wire } from "../faults.ts";
import { listen, type Part } from "../listen.ts";
import { checkoutRoutes } from "./checkout.ts";
import type { Razorpay } from "./context.ts";
import { controlRoutes } from "./control.ts";
import { noSuchUrl, RazorpayError, wrongKeys } from "./errors.ts";
import { orderRoutes } from "./orders.ts";
import { captureLater, paymentActs } from "./pay.ts";
import { paymentRoutes } from "./payments.ts";
import { refundActs, refundRoutes } from "./refunds.ts";
import { openStore } from "./store.ts";
import { createWebhooks, webhookActs } from "./webhooks.ts";

export interface RazorpaySettings {
  port: number;
  /** Where orders, payments and pending webhooks are kept; without it they live in memory. */
  dataDir?: string;
  keyId: string;
  keySecret: string;
  webhookSecret: string;
  webhookUrl: string;
  /** Waits between webhook attempts in ms; the last one repeats. */
  webhookRetryMs?: readonly number[];
  webhookTimeoutMs?: number;
}

/** Points where this part can go wrong beyond plain HTTP; what each act does is told in sandbox/README.md. */
export const razorpayPoints = { webhook: webhookActs, payment: paymentActs, refund: refundActs };

/** Razorpay as a merchant's server and browser see it. */
export async function startRazorpay(settings: RazorpaySettings): Promise<Part> {
  const { keyId, keySecret } = settings;
  const faults = createFaults(razorpayPoints);
  const store = openStore(settings.dataDir);
  const webhooks = createWebhooks(store, faults, {
    url: settings.webhookUrl,
    secret: settings.webhookSecret,
    ...(settings.webhookRetryMs ? { retryMs: settings.webhookRetryMs } : {}),
    ...(settings.webhookTimeoutMs ? { timeoutMs: settings.webhookTimeoutMs } : {}),
  });
  const timers = new Set<NodeJS.Timeout>();
  const razorpay: Razorpay = { keyId, keySecret, store, faults, webhooks, timers };
  for (const row of store.payments.values()) if (row.lateCaptureAt) captureLater(razorpay, row);

  const part = await listen(createApp(razorpay), settings.port);
  return {
    ...part,
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      await webhooks.close();
      await part.close();
    },
  };
}

function createApp(razorpay: Razorpay) {
  const { keyId, keySecret, faults } = razorpay;
  const expected = `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString("base64")}`;
  return new Hono<Wire>()
    .use(faults.middleware)
    .route("/", faults.routes)
    .get("/health", (c) => c.json({ ok: true }))
    .use("/v1/*", async (c, next) => {
      const open = c.req.path.startsWith("/v1/checkout/");
      if (!open && c.req.header("authorization") !== expected) throw wrongKeys();
      await next();
    })
    .route("/", checkoutRoutes(razorpay))
    .route("/", orderRoutes(razorpay))
    .route("/", paymentRoutes(razorpay))
    .route("/", refundRoutes(razorpay))
    .route("/", controlRoutes(razorpay))
    .notFound((c) => c.json(noSuchUrl().toBody(), 400))
    .onError((error, c) => {
      if (error instanceof RazorpayError) return c.json(error.toBody(), error.status);
      throw error;
    });
}
