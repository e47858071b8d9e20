import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Wire } from "../faults.ts";
import type { TextMessageStore } from "./store.ts";

export interface Msg91Settings {
  authKey: string;
  /** The header that is registered with the operators: six letters. */
  sender: string;
  /** The registered texts by their id; `##name##` is what each message fills in. */
  templates: Record<string, string>;
}

const flow = z.object({
  template_id: z.string(),
  sender: z.string().optional(),
  recipients: z.array(z.record(z.string(), z.string())).min(1),
});

/** What an operator takes in place of one `{#var#}` of a registered text. */
const longestValue = 30;

/** MSG91's flow API, `POST /api/v5/flow`. Nothing leaves but a registered text under the registered header. */
export function msg91Routes({ authKey, sender, templates }: Msg91Settings, store: TextMessageStore) {
  const refuse = (c: Context, status: 400 | 401, message: string, code: string) =>
    c.json({ type: "error", message, code }, status);

  return new Hono<Wire>().post("/api/v5/flow", async (c) => {
    if (c.req.header("authkey") !== authKey) return refuse(c, 401, "Authentication failure", "201");
    const asked = flow.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return refuse(c, 400, "Invalid request body", "400");
    const registered = templates[asked.data.template_id];
    if (!registered) return refuse(c, 400, "Template id is missing or invalid", "211");
    if ((asked.data.sender ?? sender) !== sender) return refuse(c, 400, "Invalid sender id", "209");
    const messages = [];
    for (const { mobiles = "", ...values } of asked.data.recipients) {
      if (!/^91[6-9]\d{9}$/.test(mobiles)) return refuse(c, 400, "Invalid mobile number", "202");
      const names = [...registered.matchAll(/##(\w+)##/g)].map(([, name = ""]) => name);
      const wrong = names.find((name) => !values[name] || values[name].length > longestValue);
      if (wrong) return refuse(c, 400, `Variable ${wrong} is missing or too long`, "212");
      const text = registered.replaceAll(/##(\w+)##/g, (_, name: string) => values[name] ?? "");
      messages.push({ to: `+${mobiles}`, text });
    }
    const id = randomBytes(12).toString("hex");
    for (const [at, message] of messages.entries())
      store.add({ id: at === 0 ? id : `${id}-${at}`, vendor: "msg91", from: sender, ...message });
    return c.json({ type: "success", message: id });
  });
}
