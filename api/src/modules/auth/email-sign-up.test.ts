import { count, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { errorOf } from "../../../test/error-of.ts";
import { mailedToken, signUp, startApi, type TestApi } from "../../../test/start-api.ts";
import { errorSchema } from "../../http/error-responses.ts";
import { uuidOf } from "../../http/public-id.ts";
import { users } from "../users/tables.ts";
import { meSchema, registeredSchema, signedInSchema } from "./schema.ts";
import { passwords, registrations, sessions } from "./tables.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const password = "four-words-are-better";
const register = (email: string, its = password) =>
  api.post("/api/auth/register", { email, password: its, name: "Kira" });
const login = (email: string, its = password, headers = {}) =>
  api.post("/api/auth/login", { email, password: its }, headers);
const verify = (token: string, its = password) =>
  api.post("/api/auth/verify-email", { token, password: its });

describe("signing up", () => {
  test("a mailed link opens an account with an address in custody, once", async () => {
    const email = "once@flux.test";
    const registered = await register(email);
    expect(registered.status).toBe(201);
    const cookie = registered.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect(await errorOf(await login(email, password, { cookie }))).toEqual([403, "email_not_verified"]);
    expect(await errorOf(await login(email, "wrong", { cookie }))).toEqual([401, "wrong_credentials"]);
    expect(await errorOf(await login(email))).toEqual([401, "wrong_credentials"]);

    const token = await mailedToken(api, email);
    expect((await verify(token)).status).toBe(200);
    expect(await errorOf(await verify(token))).toEqual([400, "verification_token_invalid"]);

    const session = signedInSchema.strict().parse(await (await login(" Once@FLUX.test")).json());
    const me = await api.get("/api/auth/me", { authorization: `Bearer ${session.token}` });
    const { user, wallets } = meSchema.strict().parse(await me.json());
    expect(user).toEqual({ ...session.user, email, emailVerified: true, role: "customer" });
    expect(wallets).toEqual([{ address: expect.stringMatching(/^0x[0-9a-fA-F]{40}$/), kind: "custody" }]);
  });

  test("a link opened twice at the same moment opens one account", async () => {
    const email = "race@flux.test";
    await register(email);
    const first = await mailedToken(api, email);
    await register(email);
    const second = await mailedToken(api, email);
    const answers = await Promise.all([verify(first), verify(second), verify(first), verify(second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    const [row] = await api.deps.db.select({ n: count() }).from(users).where(eq(users.email, email));
    expect(row?.n).toBe(1);
  });

  test("an address that has an account gets the same answer, another mail, and stays as it is", async () => {
    const email = "known@flux.test";
    const fresh = await register(email);
    const { tag: _, ...freshBody } = registeredSchema.strict().parse(await fresh.json());
    await verify(await mailedToken(api, email));

    const again = await register(email, "another-password");
    expect(again.status).toBe(fresh.status);
    const { tag, ...againBody } = registeredSchema.strict().parse(await again.json());
    expect(againBody).toEqual(freshBody);
    const names = (answer: Response) => answer.headers.getSetCookie().map((line) => line.split("=")[0]);
    expect(names(again)).toEqual(names(fresh));
    expect((await api.mailsTo(email))[0]?.subject).toBe("You already have an account");
    expect((await api.mailsTo(email))[0]?.text).toContain(tag);
    expect((await login(email)).status).toBe(200);
    expect(await errorOf(await login(email, "another-password"))).toEqual([401, "wrong_credentials"]);
  });

  test("who registers somebody else's address first leaves no password on it", async () => {
    const email = "victim@flux.test";
    await register(email, "attackers-password");
    await register(email, password);
    const ownToken = await mailedToken(api, email);
    await register(email, "attackers-password");
    await verify(ownToken);

    expect((await login(email, password)).status).toBe(200);
    expect(await errorOf(await login(email, "attackers-password"))).toEqual([401, "wrong_credentials"]);
    // The attacker's own links are gone too.
    expect(await errorOf(await verify(await mailedToken(api, email).catch(() => "x")))).toEqual([
      400,
      "verification_token_invalid",
    ]);
    const left = await api.deps.db.select().from(registrations).where(eq(registrations.email, email));
    expect(left).toEqual([]);
  });

  test("a link older than a day opens nothing", async () => {
    const email = "late@flux.test";
    await register(email);
    const token = await mailedToken(api, email);
    await api.deps.db
      .update(registrations)
      .set({ expiresAt: new Date(Date.now() - 1) })
      .where(eq(registrations.email, email));
    expect(await errorOf(await verify(token))).toEqual([400, "verification_token_invalid"]);
  });

  test("neither the password nor the mailed token stands in the database as it is", async () => {
    const email = "secret@flux.test";
    await register(email);
    const token = await mailedToken(api, email);
    const rows = await api.deps.db.select().from(registrations).where(eq(registrations.email, email));
    expect(JSON.stringify(rows)).not.toContain(token);
    await verify(token);
    const kept = JSON.stringify(await api.deps.db.select().from(passwords));
    expect(kept).not.toContain(password);
  });

  test.each([
    ["no e-mail address", { email: "kira", password, name: "Kira" }],
    ["a short password", { email: "a@flux.test", password: "1234567", name: "Kira" }],
    ["a password without end", { email: "a@flux.test", password: "x".repeat(129), name: "Kira" }],
    ["a role of one's own", { email: "a@flux.test", password, name: "Kira", role: "admin" }],
    ["a name that breaks lines", { email: "a@flux.test", password, name: "Kira\r\nBcc: all@flux.test" }],
    ["a NUL", { email: "a@flux.test", password, name: "Ki\u0000ra" }],
    ["wrong types", { email: ["a@flux.test"], password: {}, name: 1 }],
  ])("%s is refused", async (_, body) => {
    expect(await errorOf(await api.post("/api/auth/register", body))).toEqual([400, "invalid_input"]);
  });

  test("an address is mailed five times an hour by one network, twenty times by all, and its mails stay as good", async () => {
    const email = "flooded@flux.test";
    const from = (host: number) =>
      api.post(
        "/api/auth/register",
        { email, password, name: "K" },
        { "x-forwarded-for": `203.0.113.${host}` },
      );
    for (const host of [1, 2, 3, 4]) {
      for (let sent = 0; sent < 5; sent++) expect((await from(host)).status).toBe(201);
      expect((await from(host)).status).toBe(429);
    }
    const refused = await from(5);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await errorOf(refused)).toEqual([429, "too_many_requests"]);
    expect((await verify(await mailedToken(api, email))).status).toBe(200);
    expect((await login(email)).status).toBe(200);
  });
});

describe("signing in", () => {
  test("a wrong password and an unknown address get the same answer", async () => {
    await signUp(api, "kira@flux.test");
    const answers = await Promise.all([
      login("kira@flux.test", "wrong-password"),
      login("nobody@flux.test", "wrong-password"),
    ]);
    const bodies = await Promise.all(
      answers.map(async (answer) => errorSchema.strict().parse(await answer.json())),
    );
    const sentences = bodies.map(({ error }) => [error.code, error.message]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(sentences[0]).toEqual(sentences[1]);
  });

  test("every login opens a session of its own; logout ends only that one", async () => {
    const first = await signUp(api, "two@flux.test");
    const second = signedInSchema.parse(await (await login("two@flux.test")).json());
    expect(second.token).not.toBe(first.token);

    expect((await api.post("/api/auth/logout", undefined, first.bearer)).status).toBe(200);
    expect(await errorOf(await api.get("/api/auth/me", first.bearer))).toEqual([401, "not_signed_in"]);
    expect((await api.get("/api/auth/me", { authorization: `Bearer ${second.token}` })).status).toBe(200);
    expect((await api.post("/api/auth/logout", undefined, first.bearer)).status).toBe(200);
    expect((await api.post("/api/auth/logout")).status).toBe(200);
  });

  test("a session ends after seven days", async () => {
    const { bearer, userId } = await signUp(api, "old@flux.test");
    const id = uuidOf(userId);
    const rows = await api.deps.db.select().from(sessions).where(eq(sessions.userId, id));
    const days = ((rows[0]?.expiresAt.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThanOrEqual(7);
    await api.deps.db.update(sessions).set({ expiresAt: new Date() }).where(eq(sessions.userId, id));
    expect(await errorOf(await api.get("/api/auth/me", bearer))).toEqual([401, "not_signed_in"]);
  });

  test("a token from the sessions table alone does not sign in, nor one with another signature", async () => {
    const { token } = await signUp(api, "stolen@flux.test");
    const raw = token.slice(0, token.lastIndexOf("."));
    for (const forged of [raw, `${raw}.`, `${raw}.${"A".repeat(43)}=`, `${token}x.y`, ".", "x"]) {
      const me = await api.get("/api/auth/me", { authorization: `Bearer ${forged}` });
      expect(await errorOf(me)).toEqual([401, "not_signed_in"]);
    }
  });
});
