import { z } from "zod";
import { postOnce } from "./post-once.ts";
import { type Handed, type Sms, SmsNotTaken, type SmsSender } from "./sms.ts";

type Msg91 = {
  url: string;
  authKey: string;
  sender: string;
  templateIds: Record<Sms["template"], string>;
  patienceMs?: number;
};

const said = z.object({ type: z.string(), message: z.string() });

/**
 * Sends registered texts by MSG91's flow API (api.msg91.com/apidoc/textsms/send-sms-flow.php). An error may come with
 * any status, 200 too.
 */
export function createMsg91({ url, authKey, sender, templateIds, patienceMs }: Msg91): SmsSender {
  return {
    async send({ to, template, values }): Promise<Handed> {
      const recipient = { ...values, mobiles: to.replace(/^\+/, "") };
      const answer = await postOnce(`${url}/api/v5/flow`, {
        patienceMs,
        headers: { authkey: authKey, "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({
          ...{ template_id: templateIds[template], sender, short_url: "0" },
          recipients: [recipient],
        }),
      });
      if ("as" in answer) return answer;
      const { data } = said.safeParse(answer.body);
      if (data?.type === "success" && answer.status < 300) return { as: "taken", vendorId: data.message };
      if (!data && answer.status < 300) return { as: "unknown", reason: "its answer cannot be read" };
      // Its sentence may repeat the number.
      const reason = data?.message.replaceAll(/\d{6,}/g, "…") ?? `status ${answer.status}`;
      if (/mobile|number/i.test(reason)) return { as: "refused", reason };
      throw new SmsNotTaken(`MSG91 does not let us send: ${reason}`);
    },
  };
}
