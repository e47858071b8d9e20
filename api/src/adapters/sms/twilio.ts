import { z } from "zod";
import { postOnce } from "./post-once.ts";
import { type Handed, SmsNotTaken, type SmsSender } from "./sms.ts";

type Twilio = {
  url: string;
  accountSid: string;
  authToken: string;
  sender: { From: string } | { MessagingServiceSid: string };
  patienceMs?: number;
};

/** Numbers that no text reaches: invalid, not a mobile's, unsubscribed, of a country that is not open to us. */
const numberRefused = [21211, 21214, 21217, 21408, 21610, 21612, 21614];
/** A code is worth nothing later, so no operator shall bring it later. */
const validitySec = 600;

const taken = z.object({ sid: z.string() });
const refused = z.object({ code: z.number(), message: z.string() });

/** Sends by Twilio's message resource (twilio.com/docs/messaging/api/message-resource). */
export function createTwilio({ url, accountSid, authToken, sender, patienceMs }: Twilio): SmsSender {
  const credentials = Buffer.from(`${accountSid}:${authToken}`).toString("base64");
  return {
    async send({ to, text }): Promise<Handed> {
      const form = { ...sender, To: to, Body: text, ValidityPeriod: String(validitySec) };
      const answer = await postOnce(`${url}/2010-04-01/Accounts/${accountSid}/Messages.json`, {
        patienceMs,
        headers: { authorization: `Basic ${credentials}` },
        body: new URLSearchParams(form),
      });
      if ("as" in answer) return answer;
      if (answer.status < 300) {
        const { data } = taken.safeParse(answer.body);
        return data
          ? { as: "taken", vendorId: data.sid }
          : { as: "unknown", reason: "its answer cannot be read" };
      }
      const { data } = refused.safeParse(answer.body);
      // Twilio's sentence may repeat the number; its code does not.
      if (data && numberRefused.includes(data.code)) return { as: "refused", reason: `error ${data.code}` };
      throw new SmsNotTaken(`Twilio does not let us send: ${data ? `error ${data.code}` : answer.status}`);
    },
  };
}
