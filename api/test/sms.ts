import { startSms as startSandboxSms } from "@flux/sandbox/sms";
import type { TextMessage } from "@flux/sandbox/sms/messages";
import { registeredTexts } from "@flux/sandbox/sms/registered-texts";
import { expect } from "vitest";

/** Both vendors on a free port, and their HTTP side in three words. `settings` make an API's worker send there. */
export async function startSms() {
  const msg91 = { authKey: "msg91-key", sender: "FLUXIN" };
  const twilio = { accountSid: "AC1", authToken: "token", from: "FLUXIN" };
  const templates = registeredTexts({ host: "localhost", otpId: "otp" });
  const sms = await startSandboxSms({ port: 0, msg91: { ...msg91, templates }, twilio });
  const messagesTo = async (to: string) => {
    const answer = await fetch(`${sms.url}/messages?to=${encodeURIComponent(to)}`);
    return (await answer.json()) as TextMessage[];
  };
  return {
    url: sms.url,
    settings: { MSG91_API_URL: sms.url },
    close: sms.close,
    messagesTo,
    /** Waits until that many came to a number. Newest first. */
    async received(to: string, count: number): Promise<TextMessage[]> {
      await expect.poll(() => messagesTo(to)).toHaveLength(count);
      return messagesTo(to);
    },
    /** Replaces what is to go wrong next. */
    async fault(...next: { on: string; do: string; status?: number; body?: string; ms?: number }[]) {
      const answer = await fetch(`${sms.url}/faults`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ next }),
      });
      if (!answer.ok) throw new Error(`the sandbox refused the fault: ${await answer.text()}`);
    },
  };
}
