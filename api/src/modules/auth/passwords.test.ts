import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { errorOf } from "../../../test/error-of.ts";
import { holdStill, waitingFor } from "../../../test/hold-still.ts";
import { mailedToken, signUp, startApi, type TestApi } from "../../../test/start-api.ts";
import { uuidOf } from "../../http/public-id.ts";
import { workJobs } from "../../worker/work-jobs.ts";
import { askedSchema, registeredSchema, signUpStateSchema } from "./schema.ts";
import { verifications } from "./tables.ts";

let api: TestApi;
let jobs: Awaited<ReturnType<typeof workJobs>>;
beforeAll(async () => {
  api = await startApi();
  jobs = await workJobs(api.deps);
});
afterAll(async () => {
  await jobs?.stop();
  await api?.close();
});

const password = "four-words-are-better";
let email: string;
let me: Awaited<ReturnType<typeof signUp>>;
beforeEach(async () => {
  email = `kira-${crypto.randomUUID()}@flux.test`;
  me = await signUp(api, email);
});

const logIn = (its: string, headers = {}) => api.post("/api/auth/login", { email, password: its }, headers);
const forgot = (to = email, more = {}) => api.post("/api/auth/forgot-password", { email: to, ...more });
const reset = (token: string, its = "another-four-words") =>
  api.post("/api/auth/reset-password", { token, password: its });
const change = (body: object, headers: Record<string, string> = me.bearer) =>
  api.post("/api/auth/change-password", body, headers);
const mailsWith = async (subject: string, to = email) =>
  (await api.mailsTo(to)).filter((mail) => mail.subject === subject);

/** Asks for a link and returns the token of the newest. */
async function resetToken(more = {}): Promise<string> {
  const before = (await mailsWith("Set a new password")).length;
  await forgot(email, more);
  await expect.poll(async () => (await mailsWith("Set a new password")).length).toBe(before + 1);
  return mailedToken(api, email);
}

describe("a forgotten password", () => {
  test("is set anew by the mailed link, once, and every session ends", async () => {
    const token = await resetToken();
    expect((await reset(token)).status).toBe(200);
    expect(await errorOf(await api.get("/api/auth/me", me.bearer))).toEqual([401, "not_signed_in"]);
    expect(await errorOf(await logIn(password))).toEqual([401, "wrong_credentials"]);
    expect((await logIn("another-four-words")).status).toBe(200);
    expect(await errorOf(await reset(token, "third-four-words"))).toEqual([400, "reset_token_invalid"]);
    expect(await mailsWith("Your password was changed")).toHaveLength(1);
  });

  test("leaves the same answer, and no mail, for an address that nobody has", async () => {
    const known = await forgot();
    const unknown = await forgot("nobody@flux.test");
    const bodies = [known, unknown].map(async (answer) => {
      const { email: _, ...rest } = askedSchema.strict().parse(await answer.json());
      return [answer.status, rest];
    });
    expect(await bodies[0]).toEqual(await bodies[1]);
    await expect.poll(async () => (await mailsWith("Set a new password")).length).toBe(1);
    // Asked for after the unknown one, and mailed: so that one's turn is over.
    await resetToken();
    expect(await api.mailsTo("nobody@flux.test")).toEqual([]);
  });

  test("has links that end after an hour, and with the first that is used", async () => {
    const first = await resetToken();
    const second = await resetToken();
    expect((await reset(second)).status).toBe(200);
    expect(await errorOf(await reset(first))).toEqual([400, "reset_token_invalid"]);

    const late = await resetToken();
    const [row] = await api.deps.db
      .select()
      .from(verifications)
      .where(eq(verifications.value, uuidOf(me.userId)));
    expect(((row?.expiresAt.getTime() ?? 0) - Date.now()) / 60_000).toBeLessThanOrEqual(60);
    expect(JSON.stringify(row)).not.toContain(late);
    await api.deps.db.update(verifications).set({ expiresAt: new Date() });
    expect(await errorOf(await reset(late))).toEqual([400, "reset_token_invalid"]);
  });

  test("is set once by a link that is opened twice at the same moment", async () => {
    const token = await resetToken();
    const { db } = api.deps;
    // Both have found the link when the first of them uses it up.
    const other = await holdStill(db, (tx) =>
      tx
        .select()
        .from(verifications)
        .where(eq(verifications.value, uuidOf(me.userId)))
        .for("update"),
    );
    const both = ["first-four-words", "second-four-words"].map((its) => reset(token, its));
    await waitingFor(db, 2, ...both);
    await other.end("rollback");
    const answers = await Promise.all(both);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  test("says in its link where the person was going", async () => {
    await resetToken({ next: "/garments/1000001?tab=votes" });
    const [mail] = await api.mailsTo(email);
    expect(mail?.text).toContain("next=%2Fgarments%2F1000001%3Ftab%3Dvotes");
    for (const next of ["https://evil.test", "//evil.test", "/\\evil.test"])
      expect(await errorOf(await forgot(email, { next }))).toEqual([400, "invalid_input"]);
  });

  test("lets its owner in from the browser that set it, however often strangers tried", async () => {
    const stranger = { "x-forwarded-for": "203.0.113.7" };
    for (let tries = 0; tries < 11; tries++) await logIn("wrong", stranger);
    expect((await logIn(password, stranger)).status).toBe(429);
    const answer = await api.post(
      "/api/auth/reset-password",
      { token: await resetToken(), password: "another-four-words" },
      stranger,
    );
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    expect((await logIn("another-four-words", { ...stranger, cookie })).status).toBe(200);
  });

  test("is mailed five times an hour to one address from one network, and its links stay good", async () => {
    for (let sent = 0; sent < 5; sent++) expect((await forgot()).status).toBe(202);
    expect(await errorOf(await forgot())).toEqual([429, "too_many_requests"]);
    await expect.poll(async () => (await mailsWith("Set a new password")).length).toBe(5);
    expect((await reset(await mailedToken(api, email))).status).toBe(200);
  });
});

describe("another password", () => {
  test("needs the present one, ends every other session and is mailed of", async () => {
    const other = (await (await logIn(password)).json()) as { token: string };
    expect(await errorOf(await change({ current: "wrong", password: "another-four-words" }))).toEqual([
      403,
      "wrong_password",
    ]);
    const answer = await change({ current: password, password: "another-four-words" });
    expect([answer.status, await answer.json()]).toEqual([200, { ended: 1 }]);
    expect((await api.get("/api/auth/me", me.bearer)).status).toBe(200);
    expect((await api.get("/api/auth/me", { authorization: `Bearer ${other.token}` })).status).toBe(401);
    expect((await logIn("another-four-words")).status).toBe(200);
    expect(await mailsWith("Your password was changed")).toHaveLength(1);
  });

  test("can be tried for ten times in a quarter of an hour", async () => {
    for (let tries = 0; tries < 10; tries++)
      expect((await change({ current: "wrong", password: "another-four-words" })).status).toBe(403);
    expect((await change({ current: password, password: "another-four-words" })).status).toBe(429);
  });

  test("is for who is signed in", async () => {
    expect(await errorOf(await change({ current: password, password: "another-four-words" }, {}))).toEqual([
      401,
      "not_signed_in",
    ]);
  });
});

test.each(["Password123!", "iloveyou", "QWERTYUIOP", "dragon2024"])(
  "%s, which everybody tries first, is refused at every door",
  async (common) => {
    const refused = [400, "invalid_input"];
    const signUpWith = api.post("/api/auth/register", {
      email: "new@flux.test",
      password: common,
      name: "K",
    });
    expect(await errorOf(await signUpWith)).toEqual(refused);
    expect(await errorOf(await change({ current: password, password: common }))).toEqual(refused);
    expect(await errorOf(await reset("x", common))).toEqual(refused);
    const verify = api.post("/api/auth/verify-email", { token: "x", password: common });
    expect(await errorOf(await verify)).toEqual(refused);
  },
);

describe("a sign-up that waits", () => {
  const register = (to: string) =>
    api.post("/api/auth/register", { email: to, password, name: "Kira", next: "/checkout" });
  const cookieOf = (answer: Response) => ({ cookie: answer.headers.getSetCookie()[0]?.split(";")[0] ?? "" });
  const waits = async (cookie: { cookie: string }) =>
    signUpStateSchema.strict().parse(await (await api.get("/api/auth/sign-up", cookie)).json()).waiting;
  const resend = (to: string, cookie = {}) =>
    api.post("/api/auth/resend-verification", { email: to }, cookie);

  test("gets a new link in its own browser, and the one before works no more", async () => {
    const to = `new-${crypto.randomUUID()}@flux.test`;
    const cookie = cookieOf(await register(to));
    const first = await mailedToken(api, to);
    const answer = await resend(to, cookie);
    const { tag } = registeredSchema.strict().parse(await answer.json());
    const [mail] = await api.mailsTo(to);
    expect([answer.status, mail?.subject]).toEqual([202, `Prove this address is yours (sign-up ${tag})`]);
    expect(mail?.text).toContain("next=%2Fcheckout");
    const verify = (token: string) => api.post("/api/auth/verify-email", { token }, cookie);
    expect(await errorOf(await verify(first))).toEqual([400, "verification_token_invalid"]);
    expect((await verify(await mailedToken(api, to))).status).toBe(200);
  });

  test("mails nothing in a browser that made none, with the same answer", async () => {
    const to = `new-${crypto.randomUUID()}@flux.test`;
    await register(to);
    expect((await resend(to)).status).toBe(202);
    expect(await api.mailsTo(to)).toHaveLength(1);
  });

  test("tells the page that waits when its link was opened elsewhere", async () => {
    const to = `new-${crypto.randomUUID()}@flux.test`;
    const cookie = cookieOf(await register(to));
    expect(await waits(cookie)).toBe(true);
    await api.post("/api/auth/verify-email", { token: await mailedToken(api, to), password });
    expect(await waits(cookie)).toBe(false);
    expect(await waits({ cookie: "" })).toBe(false);
  });

  test("waits for an address that has an account too: nobody learns there who is a customer", async () => {
    const cookie = cookieOf(await register(email));
    expect(await waits(cookie)).toBe(true);
    await resend(email, cookie);
    expect(await mailsWith("You already have an account")).toHaveLength(2);
  });
});
