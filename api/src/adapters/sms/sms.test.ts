import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../../../scripts/flux/ports.ts";
import { startSms } from "../../../test/sms.ts";
import { codeSms } from "../../modules/sms/code-sms.ts";
import { createMsg91 } from "./msg91.ts";
import { SmsNotTaken } from "./sms.ts";
import { createTwilio } from "./twilio.ts";

let sandbox: Awaited<ReturnType<typeof startSms>>;
beforeAll(async () => {
  sandbox = await startSms();
});
afterAll(() => sandbox?.close());

type Changes = { url?: string; key?: string; patienceMs?: number };
const vendors = {
  MSG91: {
    path: "POST /api/v5/flow",
    open: ({ url = sandbox.url, key = "msg91-key", ...rest }: Changes = {}) =>
      createMsg91({ url, authKey: key, sender: "FLUXIN", templateIds: { otp: "otp" }, ...rest }),
  },
  Twilio: {
    path: "POST /2010-04-01/*",
    open: ({ url = sandbox.url, key = "token", ...rest }: Changes = {}) =>
      createTwilio({ url, accountSid: "AC1", authToken: key, sender: { From: "FLUXIN" }, ...rest }),
  },
};

let numbers = 0;
const message = () => ({
  to: `+918${String(100_000_000 + numbers++)}`,
  ...codeSms({ code: "048213", webUrl: "http://localhost:3000" }),
});

describe.each(Object.entries(vendors))("%s", (name, { path, open }) => {
  test("takes a message, whose words are the registered ones, and says what it calls it", async () => {
    const sms = message();
    const handed = await open().send(sms);
    const [taken] = await sandbox.messagesTo(sms.to);
    expect(handed).toEqual({ as: "taken", vendorId: taken?.id });
    expect(taken).toMatchObject({ vendor: name.toLowerCase(), from: "FLUXIN", text: sms.text });
  });

  test("refuses a number for good, without our saying it again", async () => {
    const handed = await open().send({ ...message(), to: "+9112345" });
    expect(handed).toMatchObject({ as: "refused" });
    expect(JSON.stringify(handed)).not.toContain("9112345");
  });

  test.each([429, 500, 502, 503])(
    "that answers %d has sent nothing: another try may be luckier",
    async (status) => {
      const sms = message();
      await sandbox.fault({ on: path, do: "status", status });
      await expect(open().send(sms)).rejects.toThrow(SmsNotTaken);
      expect(await sandbox.messagesTo(sms.to)).toEqual([]);
    },
  );

  test("that does not let us in, or isn't there, has sent nothing", async () => {
    await expect(open({ key: "other" }).send(message())).rejects.toThrow(SmsNotTaken);
    const url = `http://127.0.0.1:${await freePort()}`;
    await expect(open({ url }).send(message())).rejects.toThrow(SmsNotTaken);
  });

  test.each(["drop_after", "garble"])("whose answer is lost (%s) may have sent it, and did", async (act) => {
    const sms = message();
    await sandbox.fault({ on: path, do: act });
    expect(await open().send(sms)).toMatchObject({ as: "unknown" });
    expect(await sandbox.messagesTo(sms.to)).toHaveLength(1);
  });

  test("that hangs is waited for so long and no longer, and may have sent it", async () => {
    await sandbox.fault({ on: path, do: "delay", ms: 60_000 });
    expect(await open({ patienceMs: 50 }).send(message())).toMatchObject({ as: "unknown" });
  });
});

test("MSG91's error with status 200 is an error", async () => {
  const body = (message: string) => JSON.stringify({ type: "error", message });
  const { path, open } = vendors.MSG91;
  await sandbox.fault({
    on: path,
    do: "status",
    status: 200,
    body: body("Template id is missing or invalid"),
  });
  await expect(open().send(message())).rejects.toThrow(SmsNotTaken);
  await sandbox.fault({ on: path, do: "status", status: 200, body: body("Invalid mobile 919876543210") });
  expect(await open().send(message())).toEqual({ as: "refused", reason: "Invalid mobile …" });
});
