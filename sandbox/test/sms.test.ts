import { expect, test } from "vitest";
import { getJson, putFaults, scratch, smsWith } from "./fixture.ts";

type Sms = Awaited<ReturnType<typeof smsWith>>;
const to = "+919876543210";

async function flow(sms: Sms, changes: object = {}, authkey = "key") {
  const recipient = { mobiles: "919876543210", code: "048213" };
  const response = await fetch(`${sms.url}/api/v5/flow`, {
    method: "POST",
    headers: { "content-type": "application/json", authkey },
    body: JSON.stringify({ template_id: "otp", sender: "FLUXIN", recipients: [recipient], ...changes }),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

async function twilio(sms: Sms, changes: Record<string, string> = {}, { sid = "AC1", token = "token" } = {}) {
  const form = new URLSearchParams({ To: to, From: "FLUXIN", Body: "048213 is yours", ...changes });
  const response = await fetch(`${sms.url}/2010-04-01/Accounts/${sid}/Messages.json`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`AC1:${token}`).toString("base64")}` },
    body: form,
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

const messages = (sms: Sms, query = "") => getJson(`${sms.url}/messages${query}`);

test("MSG91 sends a registered text with its values, and says what it calls the message", async () => {
  const sms = await smsWith();
  const { status, body } = await flow(sms);
  expect([status, body]).toEqual([
    200,
    { type: "success", message: expect.stringMatching(/^[0-9a-f]{24}$/) },
  ]);
  expect(await messages(sms, `?to=${encodeURIComponent(to)}`)).toStrictEqual([
    {
      ...{ id: body.message, vendor: "msg91", to, from: "FLUXIN" },
      text: "048213 is yours\n\n@flux.test #048213",
      receivedAt: expect.any(String),
    },
  ]);
  expect(await messages(sms, "?to=%2B919999999999")).toEqual([]);
});

test.each<[string, object, string | undefined, number]>([
  ["another key", {}, "other", 401],
  ["a text that is not registered", { template_id: "x" }, undefined, 400],
  ["another header", { sender: "OTHERS" }, undefined, 400],
  ["nobody to send to", { recipients: [] }, undefined, 400],
  ["a number with its +", { recipients: [{ mobiles: to, code: "1" }] }, undefined, 400],
  ["a value that is not given", { recipients: [{ mobiles: "919876543210" }] }, undefined, 400],
  [
    "a value that is too long",
    { recipients: [{ mobiles: "919876543210", code: "1".repeat(31) }] },
    undefined,
    400,
  ],
])("MSG91 refuses %s, and sends nothing", async (_, changes, key, status) => {
  const sms = await smsWith();
  expect(await flow(sms, changes, key)).toMatchObject({ status, body: { type: "error" } });
  expect(await messages(sms)).toEqual([]);
});

test("Twilio sends what it is told, from a sender or a messaging service of the account", async () => {
  const sms = await smsWith();
  const sid = expect.stringMatching(/^SM[0-9a-f]{32}$/);
  expect(await twilio(sms)).toMatchObject({ status: 201, body: { sid, status: "queued" } });
  expect(await twilio(sms, { From: "", MessagingServiceSid: "MG1" })).toMatchObject({
    body: { status: "accepted" },
  });
  expect(await messages(sms)).toMatchObject([
    { vendor: "twilio", to, from: "MG1" },
    { vendor: "twilio", to, from: "FLUXIN", text: "048213 is yours" },
  ]);
});

test.each<[string, Record<string, string>, { sid?: string; token?: string }, number, number]>([
  ["another token", {}, { token: "other" }, 401, 20003],
  ["another account", {}, { sid: "AC2" }, 404, 20404],
  ["a number that is none", { To: "9876543210" }, {}, 400, 21211],
  ["no words", { Body: "" }, {}, 400, 21602],
  ["no sender", { From: "" }, {}, 400, 21603],
  ["a sender of others", { From: "OTHERS" }, {}, 400, 21606],
  ["a service of others", { MessagingServiceSid: "MG2" }, {}, 400, 21701],
  ["a validity of no time", { ValidityPeriod: "0" }, {}, 400, 21622],
])("Twilio refuses %s, and sends nothing", async (_, changes, account, status, code) => {
  const sms = await smsWith();
  expect(await twilio(sms, changes, account)).toMatchObject({ status, body: { code, status } });
  expect(await messages(sms)).toEqual([]);
});

test("fault: the line drops after the message was taken", async () => {
  const sms = await smsWith();
  await putFaults(sms, { on: "POST /api/v5/flow", do: "drop_after" });
  await expect(flow(sms)).rejects.toThrow();
  expect(await messages(sms)).toHaveLength(1);
});

test("the newest messages are kept, also over a restart, and a page shows them as words", async () => {
  const dataDir = scratch();
  const sms = await smsWith({ dataDir, limit: 2 });
  for (const Body of ["one", "<b>two</b>", "three"]) await twilio(sms, { Body });
  await sms.close();
  sms.close = async () => {};
  const again = await smsWith({ dataDir, limit: 2 });
  expect(await messages(again)).toMatchObject([{ text: "three" }, { text: "<b>two</b>" }]);
  expect(await (await fetch(again.url)).text()).toContain("&lt;b&gt;two&lt;/b&gt;");
});
