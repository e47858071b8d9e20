import { join } from "node:path";
import { startChips } from "./chips/server.ts";
import type { SandboxEnv } from "./env.ts";
import { startInbox } from "./inbox/server.ts";
import type { IndexedPart } from "./index/indexed-part.ts";
import { startIndex } from "./index/server.ts";
import type { Part } from "./listen.ts";
import { startPinata } from "./pinata/server.ts";
import { startRazorpay } from "./razorpay/server.ts";
import { registeredTexts } from "./sms/registered-texts.ts";
import { startSms } from "./sms/server.ts";

/** Starts every outside party and the index page. When one can't start, those already up are closed again. */
export async function startSandbox(env: SandboxEnv) {
  const up: Part[] = [];
  const kept = <Started extends Part>(part: Started): Started => {
    up.push(part);
    return part;
  };
  const close = async () => {
    await Promise.all(up.map((part) => part.close()));
  };
  const dataDir = (name: string) => join(env.SANDBOX_DATA_DIR, name);
  try {
    const razorpay = kept(
      await startRazorpay({
        port: env.RAZORPAY_PORT,
        dataDir: dataDir("razorpay"),
        keyId: env.RAZORPAY_KEY_ID,
        keySecret: env.RAZORPAY_KEY_SECRET,
        webhookSecret: env.RAZORPAY_WEBHOOK_SECRET,
        webhookUrl: env.RAZORPAY_WEBHOOK_URL,
      }),
    );
    const pinata = kept(
      await startPinata({ port: env.PINATA_PORT, dataDir: dataDir("pinata"), jwt: env.PINATA_JWT }),
    );
    const inbox = kept(
      await startInbox({ port: env.INBOX_PORT, smtpPort: env.SMTP_PORT, dataDir: dataDir("inbox") }),
    );
    const chips = kept(
      await startChips({ port: env.CHIPS_PORT, dataDir: dataDir("chips"), webUrl: env.WEB_URL }),
    );
    const sms = kept(
      await startSms({
        port: env.SMS_PORT,
        dataDir: dataDir("sms"),
        msg91: {
          authKey: env.MSG91_AUTH_KEY,
          sender: env.MSG91_SENDER,
          templates: registeredTexts({
            host: new URL(env.WEB_URL).hostname,
            otpId: env.MSG91_OTP_TEMPLATE_ID,
          }),
        },
        twilio: {
          accountSid: env.TWILIO_ACCOUNT_SID,
          authToken: env.TWILIO_AUTH_TOKEN,
          from: env.TWILIO_FROM,
        },
      }),
    );
    const parts: IndexedPart[] = [
      { name: "razorpay", title: "Razorpay", url: razorpay.url },
      { name: "pinata", title: "Pinata and IPFS", url: pinata.url },
      { name: "inbox", title: "Inbox", url: inbox.url },
      { name: "sms", title: "Text messages", url: sms.url },
      { name: "chips", title: "Chip drawer", url: chips.url },
    ];
    const index = kept(await startIndex({ port: env.SANDBOX_PORT, parts }));
    return { index, razorpay, pinata, inbox, sms, chips, close };
  } catch (error) {
    await close();
    throw error;
  }
}
