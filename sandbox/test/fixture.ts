import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { startChips } from "../src/chips/server.ts";
import { startInbox } from "../src/inbox/server.ts";
import { startPinata } from "../src/pinata/server.ts";
import { startRazorpay } from "../src/razorpay/server.ts";
import { startSms } from "../src/sms/server.ts";
import { startReceiver } from "./receiver.ts";

/** Closes a part when its test ends, however it ends. */
export async function during<Started extends { close(): Promise<void> }>(starting: Promise<Started>) {
  const started = await starting;
  onTestFinished(() => started.close());
  return started;
}

export function scratch(): string {
  const dir = mkdtempSync(join(tmpdir(), "flux-sandbox-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export const keys = { key_id: "rzp_test_FluxSandbox01", key_secret: "key-secret" };
export const webhookSecret = "webhook-secret";

export async function razorpayWith({
  answer,
  dataDir,
  timeoutMs,
}: {
  answer?: (nth: number) => number | "hang";
  dataDir?: string;
  /** How long the receiver may take to answer; Razorpay's 5 s, unless a test lets it hang. */
  timeoutMs?: number;
} = {}) {
  const receiver = await during(startReceiver(answer));
  const settings = {
    port: 0,
    ...(dataDir ? { dataDir } : {}),
    keyId: keys.key_id,
    keySecret: keys.key_secret,
    webhookSecret,
    webhookUrl: receiver.url,
    webhookRetryMs: [20],
    ...(timeoutMs ? { webhookTimeoutMs: timeoutMs } : {}),
  };
  const razorpay = await startRazorpay(settings);
  let open = razorpay;
  onTestFinished(() => open.close());
  return {
    razorpay,
    receiver,
    /** Stops the part and starts it again on the same port and state. */
    restart: async (changes: Partial<typeof settings> = {}) => {
      await open.close();
      open = await startRazorpay({ ...settings, port: razorpay.port, ...changes });
    },
  };
}

export const pinataWith = (settings: { dataDir?: string } = {}) =>
  during(startPinata({ port: 0, jwt: "sandbox-jwt", ...settings }));
export const inboxWith = (settings: { dataDir?: string; limit?: number } = {}) =>
  during(startInbox({ port: 0, smtpPort: 0, ...settings }));
export const smsWith = (settings: { dataDir?: string; limit?: number } = {}) =>
  during(
    startSms({
      port: 0,
      msg91: {
        authKey: "key",
        sender: "FLUXIN",
        templates: { otp: "##code## is yours\n\n@flux.test ###code##" },
      },
      twilio: { accountSid: "AC1", authToken: "token", from: "FLUXIN", messagingServiceSid: "MG1" },
      ...settings,
    }),
  );
export const chipsWith = (settings: { dataDir?: string } = {}) =>
  during(startChips({ port: 0, webUrl: "http://shop.test", ...settings }));

export async function getJson(url: string, init?: RequestInit) {
  const response = await fetch(url, init);
  return JSON.parse(await response.text());
}

export async function post(url: string, body?: unknown) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

/** Tells a part what is to go wrong next. */
export async function putFaults(part: { url: string }, ...next: object[]) {
  const response = await fetch(`${part.url}/faults`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ next }),
  });
  if (!response.ok) throw new Error(await response.text());
}
