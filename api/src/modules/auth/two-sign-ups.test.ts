import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf } from "../../../test/error-of.ts";
import { startApi, type TestApi } from "../../../test/start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const passwords = {
  owner: "owners-own-password",
  stranger: "strangers-password",
  fresh: "chosen-at-the-link",
};

/** A browser that keeps its cookies, from an address of its own. */
function newBrowser(ip: string) {
  const jar = new Map<string, string>();
  return async (path: string, body: unknown) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await api.post(path, body, { cookie, "x-forwarded-for": ip, "user-agent": firefox });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
}
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/** The tokens mailed to an address, oldest first. */
async function tokensTo(email: string) {
  const mails = (await api.mailsTo(email)).toReversed();
  return mails.flatMap(({ text }) => /token=([\w-]+)/.exec(text)?.[1] ?? []);
}

let addresses = 0;
const newAddress = () => `contested-${++addresses}@flux.test`;
const network = () => `10.${(addresses >> 8) & 255}.${addresses & 255}`;

type Who = "owner" | "stranger";
const orders: Who[][] = [
  ["stranger"],
  ["stranger", "owner"],
  ["owner", "stranger"],
  ["stranger", "owner", "stranger"],
  ["owner", "stranger", "owner"],
];
/** Every order of sign-ups, every mail of it, opened at every later moment. The mailbox is the owner's, so the owner opens. */
const interleavings = orders.flatMap((order) =>
  order.flatMap((_, mail) =>
    order
      .slice(mail)
      .flatMap((_, later) =>
        (["owner", "phone"] as const).map((where) => ({ order, mail, openedAfter: mail + later + 1, where })),
      ),
  ),
);

test.each(interleavings)(
  "$order sign up, mail $mail is opened after $openedAfter sign-ups in browser $where: the stranger's password never works, the owner gets in",
  async ({ order, mail, openedAfter, where }) => {
    const email = newAddress();
    const browsers = {
      owner: newBrowser(`${network()}.1`),
      stranger: newBrowser(`${network()}.2`),
      phone: newBrowser(`${network()}.3`),
    };
    const signIn = (who: keyof typeof browsers, password: string) =>
      browsers[who]("/api/auth/login", { email, password });
    let chosen = "";
    for (const [at, who] of order.entries()) {
      await browsers[who]("/api/auth/register", { email, password: passwords[who], name: who });
      if (at + 1 !== openedAfter) continue;
      const token = (await tokensTo(email))[mail];
      const opened = await browsers[where]("/api/auth/verify-email", { token });
      if (opened.status === 200) chosen = passwords.owner;
      else expect(opened.status).toBe(409);
      expect((await signIn("stranger", passwords.stranger)).status).not.toBe(200);
      if (chosen) continue;
      chosen = passwords.fresh;
      const answer = await browsers[where]("/api/auth/verify-email", { token, password: chosen });
      expect(answer.status).toBe(200);
    }
    for (const who of ["stranger", "owner", "phone"] as const) {
      expect((await signIn(who, passwords.stranger)).status).not.toBe(200);
    }
    expect((await signIn("phone", chosen)).status).toBe(200);
  },
);

test("a link opened in another browser asks for a password, and stays good until one is chosen", async () => {
  const email = newAddress();
  await newBrowser("198.51.100.1")("/api/auth/register", { email, password: passwords.stranger, name: "S" });
  const [token] = await tokensTo(email);
  const owner = newBrowser("198.51.100.2");
  expect(await errorOf(await owner("/api/auth/verify-email", { token }))).toEqual([409, "password_needed"]);
  const short = await owner("/api/auth/verify-email", { token, password: "short" });
  expect(await errorOf(short)).toEqual([400, "invalid_input"]);
  expect((await owner("/api/auth/verify-email", { token, password: passwords.fresh })).status).toBe(200);
  expect((await owner("/api/auth/login", { email, password: passwords.fresh })).status).toBe(200);
  const again = await owner("/api/auth/login", { email, password: passwords.stranger });
  expect(await errorOf(again)).toEqual([401, "wrong_credentials"]);
});

test("a link opened in the browser that signed up needs no password again; an older sign-up of that browser does", async () => {
  const email = newAddress();
  const browser = newBrowser("198.51.100.3");
  await browser("/api/auth/register", { email, password: passwords.stranger, name: "S" });
  await browser("/api/auth/register", { email, password: passwords.owner, name: "O" });
  const [older, newer] = await tokensTo(email);
  expect((await browser("/api/auth/verify-email", { token: older })).status).toBe(409);
  expect((await browser("/api/auth/verify-email", { token: newer })).status).toBe(200);
  expect((await browser("/api/auth/login", { email, password: passwords.owner })).status).toBe(200);
});

test("the secret of a sign-up is out of reach of scripts, and a made up one opens nothing", async () => {
  const email = newAddress();
  const answer = await api.post("/api/auth/register", { email, password: passwords.owner, name: "O" });
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^flux-sign-up=[\w-]{43}; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax$/),
  ]);
  const [token] = await tokensTo(email);
  for (const cookie of ["", "flux-sign-up=", `flux-sign-up=${"A".repeat(43)}`, "flux-sign-up=null"]) {
    expect((await api.post("/api/auth/verify-email", { token }, { cookie })).status).toBe(409);
  }
});

test("each mail of an address says which sign-up it is of: the tag its page shows, the minute and the browser", async () => {
  const email = newAddress();
  const signUp = { email, password: passwords.owner, name: "O" };
  const agents = [firefox, `<a href="http://evil.test">click</a> Chrome/99 Windows`];
  const tags = [];
  for (const agent of agents) {
    const answer = await api.post("/api/auth/register", signUp, { "user-agent": agent });
    tags.push(((await answer.json()) as { tag: string }).tag);
  }
  const mails = (await api.mailsTo(email)).toReversed();
  expect(mails.map(({ subject }) => /sign-up (\d{4})/.exec(subject)?.[1])).toEqual(tags);
  expect(mails[0]?.text).toContain("Firefox on Linux");
  expect(mails[1]?.text).toContain("Chrome on Windows");
  expect(mails[1]?.text).not.toContain("evil.test");
  for (const { text } of mails) expect(text).toMatch(/\d{1,2} \w{3,4} \d{4}, \d{1,2}:\d\d [ap]m IST/);
});

test("the password of somebody else's sign-up is neither confirmed nor refused otherwise than any other", async () => {
  const email = newAddress();
  const stranger = newBrowser("198.51.100.5");
  await stranger("/api/auth/register", { email, password: passwords.stranger, name: "S" });
  const other = newBrowser("198.51.100.6");
  // It waits for a link of its own: it has a sign-up's secret, of another address.
  await other("/api/auth/register", { email: newAddress(), password: passwords.owner, name: "O" });
  const texts = [];
  for (const password of [passwords.stranger, passwords.owner]) {
    const answer = await other("/api/auth/login", { email, password });
    expect(answer.status).toBe(401);
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    texts.push([error.code, error.message]);
  }
  expect(texts[0]).toEqual(texts[1]);
});
