import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import type { Wire } from "../faults.ts";
import type { TextMessageStore } from "./store.ts";

export interface TwilioSettings {
  accountSid: string;
  authToken: string;
  /** The number or name that it sends from. */
  from: string;
  messagingServiceSid?: string;
}

/** Twilio's message resource, `POST /2010-04-01/Accounts/{sid}/Messages.json`. */
export function twilioRoutes(settings: TwilioSettings, store: TextMessageStore) {
  const { accountSid, authToken, from, messagingServiceSid } = settings;
  const credentials = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  const refuse = (c: Context, status: 400 | 401 | 404, code: number, message: string) =>
    c.json({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }, status);

  return new Hono<Wire>().post("/2010-04-01/Accounts/:sid/Messages.json", async (c) => {
    if (c.req.header("authorization") !== credentials) return refuse(c, 401, 20003, "Authenticate");
    const { sid } = c.req.param();
    if (sid !== accountSid)
      return refuse(c, 404, 20404, `The requested resource /2010-04-01/Accounts/${sid} was not found`);
    const form = new URLSearchParams(await c.req.text());
    const said = (name: string) => form.get(name) ?? "";
    const [to, text, validitySec] = [said("To"), said("Body"), Number(form.get("ValidityPeriod") ?? 36_000)];
    if (!/^\+[1-9]\d{7,14}$/.test(to)) return refuse(c, 400, 21211, `Invalid 'To' Phone Number: ${to}`);
    if (text === "") return refuse(c, 400, 21602, "Message body is required.");
    if (text.length > 1_600)
      return refuse(c, 400, 21617, "The concatenated message body exceeds the 1600 character limit.");
    if (!(validitySec >= 1 && validitySec <= 36_000))
      return refuse(c, 400, 21622, "The ValidityPeriod is out of range.");
    const service = said("MessagingServiceSid");
    if (!service && !said("From"))
      return refuse(c, 400, 21603, "A 'From' phone number or a MessagingServiceSid is required.");
    if (service ? service !== messagingServiceSid : said("From") !== from)
      return refuse(c, 400, service ? 21701 : 21606, "The sender is not one of your account's.");
    const id = `SM${randomBytes(16).toString("hex")}`;
    store.add({ id, vendor: "twilio", to, from: service || from, text });
    const status = service ? "accepted" : "queued";
    return c.json({ sid: id, status, to, body: text, error_code: null, error_message: null }, 201);
  });
}
