import { createTransport } from "nodemailer";
import { expect, test } from "vitest";
import { getJson, inboxWith, putFaults, scratch } from "./fixture.ts";

type Inbox = Awaited<ReturnType<typeof inboxWith>>;

function send(inbox: Inbox, changes: object = {}) {
  const mail = {
    from: "FLUX <hello@flux.test>",
    to: "Asha@flux.test",
    subject: "Hello",
    text: "Hi",
    ...changes,
  };
  return createTransport(inbox.smtpUrl).sendMail(mail);
}

function messages(inbox: Inbox, query = "") {
  return getJson(`${inbox.url}/messages${query}`);
}

test("a mail sent over SMTP is read as JSON with its parts and links", async () => {
  const inbox = await inboxWith();
  await send(inbox, {
    subject: "Confirm your address — नमस्ते",
    text: "Open https://flux.test/verify-email?token=a.b&x=1.",
    html: '<p>Hi</p><a href="https://flux.test/verify-email?token=a.b&amp;x=1">Confirm</a><a href="https://flux.test/verify-email?token=a.b&#38;x=1">Again</a><a href="mailto:x@y.z">w</a>',
    headers: { "X-Flux-Job": "42" },
  });
  expect(await messages(inbox)).toStrictEqual([
    {
      id: expect.any(String),
      from: '"FLUX" <hello@flux.test>',
      to: ["asha@flux.test"],
      subject: "Confirm your address — नमस्ते",
      text: expect.stringContaining("Open https://"),
      html: expect.stringContaining("<p>Hi</p>"),
      links: ["https://flux.test/verify-email?token=a.b&x=1"],
      receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      headers: expect.objectContaining({ "x-flux-job": "42" }),
      attachments: [],
    },
  ]);
});

test("mails are found by address and subject, newest first", async () => {
  const inbox = await inboxWith();
  await send(inbox, { subject: "Order 1 confirmed" });
  await send(inbox, { subject: "Order 2 confirmed", to: "asha@flux.test, ravi@flux.test" });
  await send(inbox, { subject: "Welcome", to: "ravi@flux.test" });
  const subjects = async (query: string) =>
    (await messages(inbox, query)).map((mail: { subject: string }) => mail.subject);
  expect(await subjects("?to=ASHA@flux.test")).toEqual(["Order 2 confirmed", "Order 1 confirmed"]);
  expect(await subjects("?to=ravi@flux.test&subject=order")).toEqual(["Order 2 confirmed"]);
  await fetch(`${inbox.url}/messages`, { method: "DELETE" });
  expect(await messages(inbox)).toEqual([]);
});

test("the newest mails are kept, also over a restart", async () => {
  const dataDir = scratch();
  const inbox = await inboxWith({ dataDir, limit: 2 });
  for (const subject of ["one", "two", "three"]) await send(inbox, { subject });
  await inbox.close();
  inbox.close = async () => {};
  const again = await inboxWith({ dataDir, limit: 2 });
  expect(await messages(again)).toMatchObject([{ subject: "three" }, { subject: "two" }]);
});

test("a mail's html can't run scripts in the inbox", async () => {
  const inbox = await inboxWith();
  await send(inbox, { html: "<script>alert(1)</script><b>bold</b>" });
  const [{ id }] = await messages(inbox);
  const view = await (await fetch(`${inbox.url}/messages/${id}/view`)).text();
  expect(view).toMatch(/<iframe[^>]+sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  expect(view).not.toContain("alert(1)");
  const html = await fetch(`${inbox.url}/messages/${id}/html`);
  expect(html.headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox/);
});

test("fault: a mail is refused, for a while or for good", async () => {
  const inbox = await inboxWith();
  await putFaults(
    inbox,
    { on: "smtp asha@flux.test", do: "reject", status: 451 },
    { on: "smtp *", do: "reject" },
  );
  await expect(send(inbox)).rejects.toMatchObject({ responseCode: 451 });
  await expect(send(inbox, { to: "ravi@flux.test" })).rejects.toMatchObject({ responseCode: 550 });
  expect(await messages(inbox)).toEqual([]);
  await send(inbox);
  expect(await messages(inbox)).toHaveLength(1);
});

test("fault: the line drops before or after the mail was taken", async () => {
  const inbox = await inboxWith();
  await putFaults(inbox, { on: "smtp *", do: "drop" }, { on: "smtp *", do: "drop_after" });
  await expect(send(inbox)).rejects.toThrow();
  expect(await messages(inbox)).toHaveLength(0);
  await expect(send(inbox)).rejects.toThrow();
  expect(await messages(inbox)).toHaveLength(1);
});
