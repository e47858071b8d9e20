import { eq } from "drizzle-orm";
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { errorOf } from "../../../test/error-of.ts";
import { signUp, startApi, type TestApi } from "../../../test/start-api.ts";
import { audit } from "../../audit/tables.ts";
import { uuidOf } from "../../http/public-id.ts";
import { createAccessTokens } from "./access-token.ts";
import { accessTokenSchema, jwksSchema, sessionsSchema, signedInSchema } from "./schema.ts";
import { sessions } from "./tables.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const password = "four-words-are-better";
let email: string;
let me: Awaited<ReturnType<typeof signUp>>;
beforeEach(async () => {
  email = `kira-${crypto.randomUUID()}@flux.test`;
  me = await signUp(api, email);
});

const dayMs = 86_400_000;
const rowsOf = (userId: string) =>
  api.deps.db
    .select()
    .from(sessions)
    .where(eq(sessions.userId, uuidOf(userId)))
    .orderBy(sessions.createdAt);
const whoAmI = (bearer: string) => api.get("/api/auth/me", { authorization: `Bearer ${bearer}` });
const send = (method: string, path: string, headers = {}) => api.app.request(path, { method, headers });
async function logIn(body = {}, headers = {}) {
  const answer = await api.post("/api/auth/login", { email, password, ...body }, headers);
  const { token } = signedInSchema.strict().parse(await answer.json());
  return { token, bearer: { authorization: `Bearer ${token}` } };
}
const refresh = async (headers: Record<string, string>) =>
  accessTokenSchema.strict().parse(await (await api.post("/api/auth/refresh", undefined, headers)).json());
const listed = async (headers: Record<string, string>) =>
  sessionsSchema.strict().parse(await (await api.get("/api/auth/sessions", headers)).json()).sessions;

describe("a session", () => {
  test("that is remembered ends after 30 days, else after 7, of not being used", async () => {
    await logIn({ remember: true });
    const [plain, remembered] = await rowsOf(me.userId);
    const days = (row?: typeof plain) => Math.round(((row?.expiresAt.getTime() ?? 0) - Date.now()) / dayMs);
    expect([days(plain), days(remembered)]).toEqual([7, 30]);
  });

  test("that is used lives on, written once an hour, and ends 90 days after its sign-in all the same", async () => {
    const set = (fields: object) =>
      api.deps.db
        .update(sessions)
        .set(fields)
        .where(eq(sessions.userId, uuidOf(me.userId)));
    const ago = (days: number) => new Date(Date.now() - days * dayMs);
    const end = async () => (await rowsOf(me.userId))[0]?.expiresAt.getTime() ?? 0;

    const first = await end();
    await whoAmI(me.token);
    expect(await end()).toBe(first);
    await set({ createdAt: ago(6), seenAt: ago(6), expiresAt: ago(-1) });
    await whoAmI(me.token);
    expect(Math.round(((await end()) - Date.now()) / dayMs)).toBe(7);
    await set({ createdAt: ago(88), seenAt: ago(1) });
    await whoAmI(me.token);
    expect(Math.round(((await end()) - Date.now()) / dayMs)).toBe(2);
  });

  test("is listed with its browser, and one can be ended from another", async () => {
    const firefox = {
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    };
    const other = await logIn({}, firefox);
    const [newest, oldest, ...more] = await listed(me.bearer);
    expect(more).toEqual([]);
    expect(newest).toMatchObject({ browser: "Firefox on Linux", current: false });
    expect(oldest).toMatchObject({ browser: "an unknown browser on an unknown system", current: true });

    expect((await send("DELETE", `/api/auth/sessions/${newest?.id}`, me.bearer)).status).toBe(200);
    expect((await whoAmI(other.token)).status).toBe(401);
    const again = await send("DELETE", `/api/auth/sessions/${newest?.id}`, me.bearer);
    expect(await errorOf(again)).toEqual([404, "session_not_found"]);
    expect((await whoAmI(me.token)).status).toBe(200);
  });

  test("of somebody else cannot be ended", async () => {
    const stranger = await signUp(api, `stranger-${crypto.randomUUID()}@flux.test`);
    const [mine] = await listed(me.bearer);
    const answer = await send("DELETE", `/api/auth/sessions/${mine?.id}`, stranger.bearer);
    expect(await errorOf(answer)).toEqual([404, "session_not_found"]);
    expect((await whoAmI(me.token)).status).toBe(200);
  });

  test("ends with all others but the one that asks", async () => {
    const others = [await logIn(), await logIn()];
    const answer = await send("DELETE", "/api/auth/sessions", me.bearer);
    expect(await answer.json()).toEqual({ ended: 2 });
    expect(await Promise.all(others.map(async ({ token }) => (await whoAmI(token)).status))).toEqual([
      401, 401,
    ]);
    expect((await whoAmI(me.token)).status).toBe(200);
  });

  test("leaves its opening and its end in the audit log", async () => {
    await api.post("/api/auth/logout", undefined, me.bearer);
    const rows = await api.deps.db
      .select()
      .from(audit)
      .where(eq(audit.actor, uuidOf(me.userId)))
      .orderBy(audit.id);
    expect(rows.map(({ act, details }) => [act, details])).toEqual([
      ["account_opened", { by: "email" }],
      ["signed_in", { by: "password", newDevice: false }],
      ["session_ended", { sessions: 1 }],
    ]);
  });
});

describe("an access token", () => {
  test("is good for 15 minutes, says who, and anybody can check it with the published key", async () => {
    const { accessToken, expiresAt } = await refresh(me.bearer);
    const jwks = jwksSchema.parse(await (await api.get("/api/auth/jwks")).json());
    const keys = createLocalJWKSet(jwks as JSONWebKeySet);
    const { payload } = await jwtVerify(accessToken, keys, { issuer: "http://localhost:3000" });
    expect(payload.sub).toBe(me.userId);
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900);
    expect(Math.abs(Date.parse(expiresAt) - (payload.exp ?? 0) * 1000)).toBeLessThanOrEqual(1000);
    expect(JSON.stringify(jwks)).not.toContain('"d"');
  });

  test("signs in here while its session stands, and gets no other token", async () => {
    const { accessToken } = await refresh(me.bearer);
    expect((await whoAmI(accessToken)).status).toBe(200);
    const another = await api.post("/api/auth/refresh", undefined, {
      authorization: `Bearer ${accessToken}`,
    });
    expect(await errorOf(another)).toEqual([401, "not_signed_in"]);
    await api.post("/api/auth/logout", undefined, me.bearer);
    expect(await errorOf(await whoAmI(accessToken))).toEqual([401, "not_signed_in"]);
  });

  test("of another key, algorithm, issuer or time signs nobody in", async () => {
    const { accessToken } = await refresh(me.bearer);
    const [, payload = ""] = accessToken.split(".");
    const claims = decodeJwt(accessToken);
    const none = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
    const jwks = (await (await api.get("/api/auth/jwks")).json()) as { keys: { x: string }[] };
    // The public key taken for a shared secret: algorithm confusion.
    const confused = new SignJWT(claims).setProtectedHeader({ alg: "HS256" });
    const secret = Buffer.from(jwks.keys[0]?.x ?? "", "base64url");
    const forged = [
      `${none}.${payload}.`,
      `${none}.${payload}.x`,
      await confused.sign(secret),
      `${accessToken.slice(0, -6)}AAAAAA`,
      `${accessToken.split(".")[0]}.${Buffer.from(JSON.stringify({ ...claims, exp: 9e9 })).toString("base64url")}.${accessToken.split(".")[2]}`,
    ];
    for (const token of forged) expect([token, (await whoAmI(token)).status]).toEqual([token, 401]);
    // Of our key and a session of ours, but made by and for another site that was given the same secret.
    const { AUTH_SECRET } = api.env;
    const elsewhere = createAccessTokens({ AUTH_SECRET, WEB_URL: "http://elsewhere.test" });
    const { token } = await elsewhere.sign({
      userId: uuidOf(String(claims.sub)),
      sessionId: String(claims.sid),
    });
    expect((await whoAmI(token)).status).toBe(401);
  });
});

test("nobody is told who they are without a session, nor given a token", async () => {
  expect(await errorOf(await api.get("/api/auth/me"))).toEqual([401, "not_signed_in"]);
  expect(await errorOf(await api.post("/api/auth/refresh"))).toEqual([401, "not_signed_in"]);
});

test("a browser that the account has not seen is told of by mail, but not its first, nor one that came back", async () => {
  const subjects = async () => (await api.mailsTo(email)).map(({ subject }) => subject);
  expect(await subjects()).not.toContain("Signed in from a new browser");
  const first = await api.post("/api/auth/login", { email, password });
  const cookie = first.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  expect((await subjects()).filter((subject) => subject === "Signed in from a new browser")).toHaveLength(1);
  await api.post("/api/auth/login", { email, password }, { cookie });
  expect((await subjects()).filter((subject) => subject === "Signed in from a new browser")).toHaveLength(1);
});
