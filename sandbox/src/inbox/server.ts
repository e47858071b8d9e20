import { Hono } from "hono";
import { createFaults, type Wire } from "../faults.ts";
import { listen, type Part } from "../listen.ts";
import { policy } from "../page.ts";
import { listPage, messagePage } from "./pages.ts";
import { listenSmtp, smtpActs } from "./smtp.ts";
import { openMessages } from "./store.ts";

export interface InboxSettings {
  /** HTTP: pages and JSON. */
  port: number;
  smtpPort: number;
  /** Where mails are kept; without it they live in memory. */
  dataDir?: string;
  /** How many mails are kept, 500 unless told. */
  limit?: number;
}

export const inboxPoints = { smtp: smtpActs };

/** A mail server that delivers to a page. */
export async function startInbox(
  settings: InboxSettings,
): Promise<Part & { smtpPort: number; smtpUrl: string }> {
  const faults = createFaults(inboxPoints);
  const store = openMessages(settings.dataDir, settings.limit ?? 500);
  const smtp = await listenSmtp(settings.smtpPort, store, faults);
  const app = new Hono<Wire>()
    .use(faults.middleware)
    .route("/", faults.routes)
    .get("/health", (c) => c.json({ ok: true }))
    .get("/", (c) => {
      c.header("content-security-policy", policy());
      return c.html(listPage(store.list(), smtp.port));
    })
    .get("/messages", (c) => c.json(store.list({ to: c.req.query("to"), subject: c.req.query("subject") })))
    .delete("/messages", (c) => {
      store.clear();
      return c.body(null, 204);
    })
    .get("/messages/:id", (c) => {
      const message = store.get(c.req.param("id"));
      return message ? c.json(message) : c.json({ error: "No such mail." }, 404);
    })
    .get("/messages/:id/view", (c) => {
      const message = store.get(c.req.param("id"));
      c.header("content-security-policy", policy());
      return message ? c.html(messagePage(message)) : c.text("No such mail.", 404);
    })
    .get("/messages/:id/html", (c) => {
      const message = store.get(c.req.param("id"));
      if (!message) return c.text("No such mail.", 404);
      // A mail is somebody else's HTML: no scripts, and links open in a tab of their own.
      c.header(
        "content-security-policy",
        "default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox",
      );
      return c.html(`<base target="_blank">${message.html}`);
    });
  const part = await listen(app, settings.port).catch(async (error) => {
    await smtp.close();
    throw error;
  });
  return {
    ...part,
    smtpPort: smtp.port,
    smtpUrl: `smtp://127.0.0.1:${smtp.port}`,
    close: async () => {
      await smtp.close();
      await part.close();
    },
  };
}
