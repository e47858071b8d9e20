import { afterAll, beforeAll, expect, test } from "vitest";
import { type Message, startInbox } from "../../../test/inbox.ts";
import { startApi, type TestApi } from "../../../test/start-api.ts";
import { workJobs } from "../../worker/work-jobs.ts";
import { queueMail } from "./queue-mail.ts";
import { renderMail } from "./render-mail.ts";

let inbox: Awaited<ReturnType<typeof startInbox>>;
let api: TestApi;
let worker: Awaited<ReturnType<typeof workJobs>>;
beforeAll(async () => {
  inbox = await startInbox();
  api = await startApi({ SMTP_URL: inbox.smtpUrl });
  worker = await workJobs(api.deps);
});
afterAll(async () => {
  await worker.stop();
  await api.close();
  await inbox.close();
});

const mail = renderMail({
  subject: "Order FLX-1 is yours",
  preview: "Minting now.",
  heading: "Paid.",
  paragraphs: [`Two garments for <b>"Kira" & Co</b>.`],
  rows: [{ label: "Total", value: "₹7,499" }],
  action: { label: "See the order", href: "http://localhost:3000/orders/ord_1" },
});

/** A mail that its person chose to get. */
const chosen = renderMail({
  ...{ subject: "Back", preview: "", heading: "Back", paragraphs: [] },
  unsubscribe: {
    page: "http://localhost:3000/unsubscribe?token=a",
    oneClick: "http://localhost:3000/api/out?token=a",
  },
});

const messageIds = (messages: Message[]) => messages.map(({ headers }) => headers["message-id"]);

test("signing up mails a link to the page that verifies it; opening it mails a welcome", async () => {
  const email = "kira@flux.test";
  await api.post("/api/auth/register", { email, password: "four-words-are-better", name: "Kira" });
  const [message] = await inbox.received(email, 1);
  const link = message?.links.find((url) => url.startsWith("http://localhost:3000/verify-email?token="));
  expect(message?.text).toContain(link);
  expect(message?.from).toContain("FLUX");

  const token = new URL(link ?? "").searchParams.get("token");
  expect(
    (await api.post("/api/auth/verify-email", { token, password: "four-words-are-better" })).status,
  ).toBe(200);
  const [welcome] = await inbox.received(email, 2);
  expect(welcome?.subject).toBe("You are in");
});

test("what people typed is words in a mail, never markup", async () => {
  await api.deps.db.transaction((tx) => queueMail(api.deps, tx, "markup@flux.test", mail));
  const [message] = await inbox.received("markup@flux.test", 1);
  expect(message?.html).not.toContain("<b>");
  expect(message?.text).toContain(`<b>"Kira" & Co</b>`);
  expect(message?.html).toContain("₹7,499");
});

test("a mail of a transaction that rolls back is never sent", async () => {
  const failing = api.deps.db.transaction(async (tx) => {
    await queueMail(api.deps, tx, "nobody@flux.test", mail);
    throw new Error("the order failed");
  });
  await expect(failing).rejects.toThrow("the order failed");
  await api.deps.db.transaction((tx) => queueMail(api.deps, tx, "after@flux.test", mail));
  await inbox.received("after@flux.test", 1);
  await inbox.received("nobody@flux.test", 0);
});

test("a server that hangs up before it says yes gets the mail again under the same Message-ID", async () => {
  const to = "twice@flux.test";
  await inbox.fault({ on: `smtp ${to}`, do: "drop_after", times: 1 });
  await api.deps.db.transaction((tx) => queueMail(api.deps, tx, to, mail));
  const copies = await inbox.received(to, 2);
  expect(new Set(messageIds(copies)).size).toBe(1);
});

test("two mails have two Message-IDs at our host", async () => {
  const to = "ids@flux.test";
  await api.deps.db.transaction(async (tx) => {
    await queueMail(api.deps, tx, to, mail);
    await queueMail(api.deps, tx, to, mail);
  });
  const ids = messageIds(await inbox.received(to, 2));
  expect(new Set(ids).size).toBe(2);
  expect(ids[0]).toMatch(/^<[0-9a-f-]{36}@localhost>$/);
});

test("a mail that somebody chose to get says in its headers how to end them with one click, and no other mail does", async () => {
  const to = "chosen@flux.test";
  await api.deps.db.transaction((tx) => queueMail(api.deps, tx, to, chosen));
  const [message] = await inbox.received(to, 1);
  expect(message?.headers["list-unsubscribe"]).toBe("<http://localhost:3000/api/out?token=a>");
  expect(message?.headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
  expect(message?.text).toContain("http://localhost:3000/unsubscribe?token=a");

  await api.deps.db.transaction((tx) => queueMail(api.deps, tx, to, mail));
  const [other] = await inbox.received(to, 2);
  expect(other?.headers).not.toHaveProperty("list-unsubscribe");
});
