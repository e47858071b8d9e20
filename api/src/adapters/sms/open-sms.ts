import type { WorkerEnv } from "../../env.ts";
import { createMsg91 } from "./msg91.ts";
import { SmsNotTaken, type SmsSender } from "./sms.ts";
import { createTwilio } from "./twilio.ts";

type SmsEnv = Pick<
  WorkerEnv,
  Extract<keyof WorkerEnv, "SMS_VENDOR" | `MSG91_${string}` | `TWILIO_${string}`>
>;

/** The vendor that SMS_VENDOR names. Without one nothing is sent: what was queued before waits for its end. */
export function openSms(env: SmsEnv): SmsSender {
  switch (env.SMS_VENDOR) {
    case "msg91": {
      const { MSG91_API_URL: url, MSG91_AUTH_KEY: authKey = "", MSG91_SENDER: sender = "" } = env;
      return createMsg91({ url, authKey, sender, templateIds: { otp: env.MSG91_OTP_TEMPLATE_ID ?? "" } });
    }
    case "twilio": {
      const { TWILIO_API_URL: url, TWILIO_MESSAGING_SERVICE_SID: MessagingServiceSid } = env;
      const { TWILIO_ACCOUNT_SID: accountSid = "", TWILIO_AUTH_TOKEN: authToken = "" } = env;
      const sender = MessagingServiceSid ? { MessagingServiceSid } : { From: env.TWILIO_FROM ?? "" };
      return createTwilio({ url, accountSid, authToken, sender });
    }
    case undefined:
      return {
        async send() {
          throw new SmsNotTaken("SMS_VENDOR names nobody who sends");
        },
      };
  }
}
