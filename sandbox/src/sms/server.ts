import { Hono } from "hono";
import { createFaults, type Wire } from "../faults.ts";
import { listen, type Part } from "../listen.ts";
import { policy } from "../page.ts";
import { type Msg91Settings, msg91Routes } from "./msg91.ts";
import { messagesPage } from "./page.ts";
import { openTextMessages } from "./store.ts";
import { type TwilioSettings, twilioRoutes } from "./twilio.ts";

export interface SmsSettings {
  port: number;
  /** Where messages are kept; without it they live in memory. */
  dataDir?: string;
  /** How many are kept, 500 unless told. */
  limit?: number;
  msg91: Msg91Settings;
  twilio: TwilioSettings;
}

/** MSG91 and Twilio on one port. What either takes stands on the page and at `/messages?to=`. */
export async function startSms({ port, dataDir, limit = 500, msg91, twilio }: SmsSettings): Promise<Part> {
  const faults = createFaults();
  const store = openTextMessages(dataDir, limit);
  const app = new Hono<Wire>()
    .use(faults.middleware)
    .route("/", faults.routes)
    .get("/health", (c) => c.json({ ok: true }))
    .get("/", (c) => {
      c.header("content-security-policy", policy());
      return c.html(messagesPage(store.list()));
    })
    .get("/messages", (c) => c.json(store.list({ to: c.req.query("to") })))
    .delete("/messages", (c) => {
      store.clear();
      return c.body(null, 204);
    })
    .route("/", msg91Routes(msg91, store))
    .route("/", twilioRoutes(twilio, store));
  return listen(app, port);
}
