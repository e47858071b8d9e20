import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf } from "../../../test/error-of.ts";
import { signUp, startApi, type TestApi } from "../../../test/start-api.ts";
import { clear } from "../../limits/rate-limits.ts";
import { rateLimits } from "../../limits/tables.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const password = "four-words-are-better";
const from = (ip: string, cookie = "") => ({ "x-forwarded-for": ip, cookie });
const login = (email: string, its: string, headers: Record<string, string>) =>
  api.post("/api/auth/login", { email, password: its }, headers);
const tooMany = [429, "too_many_requests"];

/** The cookie of a device that signed in to an account. */
async function knownDevice(email: string, ip: string) {
  const answer = await login(email, password, from(ip));
  expect(answer.status).toBe(200);
  const line = answer.headers.getSetCookie().find((cookie) => cookie.startsWith("flux-device=")) ?? "";
  expect(line).toMatch(/; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/);
  return line.split(";")[0] ?? "";
}

test("ten wrong passwords close the account to that network for a while, and to no other", async () => {
  await signUp(api, "guessed@flux.test");
  for (let tries = 0; tries < 10; tries++) await login("guessed@flux.test", "wrong", from("203.0.113.7"));
  const refused = await login("guessed@flux.test", password, from("203.0.113.7"));
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await errorOf(refused)).toEqual(tooMany);
  expect((await login("guessed@flux.test", password, from("203.0.113.7, 198.51.100.9"))).status).toBe(200);
});

test("two hundred wrong tries from one network leave the owner their account, from everywhere else", async () => {
  await signUp(api, "flooded@flux.test");
  for (let tries = 0; tries < 200; tries++) await login("flooded@flux.test", "wrong", from("203.0.113.8"));
  expect((await login("flooded@flux.test", password, from("198.51.100.10"))).status).toBe(200);
});

test("a try that one counter refuses counts on no other: an account that strangers closed opens with all its owner's tries", async () => {
  const email = "closed@flux.test";
  await signUp(api, email);
  for (let net = 0; net < 10; net++)
    for (let tries = 0; tries < 10; tries++) await login(email, "wrong", from(`192.0.2.${100 + net}`));
  const owner = from("198.51.100.40");
  for (let tries = 0; tries < 15; tries++) expect((await login(email, password, owner)).status).toBe(429);
  await clear(api.deps.limits.loginAccount, email);
  for (let tries = 0; tries < 9; tries++) expect((await login(email, "wrong", owner)).status).toBe(401);
  expect((await login(email, password, owner)).status).toBe(200);
});

test("a device that signed in before gets in while the account is closed to strangers, even from their network", async () => {
  await signUp(api, "known@flux.test");
  const cookie = await knownDevice("known@flux.test", "198.51.100.20");
  for (let net = 0; net < 10; net++) {
    for (let tries = 0; tries < 10; tries++) await login("known@flux.test", "wrong", from(`192.0.2.${net}`));
  }
  expect(await errorOf(await login("known@flux.test", password, from("198.51.100.21")))).toEqual(tooMany);
  expect((await login("known@flux.test", password, from("198.51.100.21", cookie))).status).toBe(200);
  expect((await login("known@flux.test", password, from("192.0.2.1", cookie))).status).toBe(200);
});

test("a device's mark has ten tries of its own, is worth nothing for another account, and cannot be made up", async () => {
  await signUp(api, "first@flux.test");
  await signUp(api, "second@flux.test");
  const cookie = await knownDevice("first@flux.test", "198.51.100.30");
  const shut = from("203.0.113.30");
  for (let tries = 0; tries < 10; tries++) await login("second@flux.test", "wrong", shut);
  expect((await login("second@flux.test", password, { ...shut, cookie })).status).toBe(429);
  const [device, , mac] = cookie.replace("flux-device=", "").split(".");
  for (let tries = 0; tries < 10; tries++) await login("first@flux.test", "wrong", shut);
  for (const made of [
    "",
    "x",
    `${device}.0.${mac}`,
    `${device}.9999999999.${mac}`,
    `${device}..${mac}`,
    "..",
    "a.NaN.b",
  ]) {
    const answer = await login("first@flux.test", password, { ...shut, cookie: `flux-device=${made}` });
    expect(answer.status).toBe(429);
  }
  for (let tries = 0; tries < 10; tries++) {
    expect((await login("first@flux.test", "wrong", { ...shut, cookie })).status).toBe(401);
  }
  expect((await login("first@flux.test", password, { ...shut, cookie })).status).toBe(429);
});

test("accounts tried in turn from one network end in a refusal", async () => {
  const statuses = [];
  for (let n = 0; n < 65; n++)
    statuses.push((await login(`n${n}@flux.test`, "wrong", from("203.0.113.40"))).status);
  expect(statuses.slice(0, 60).every((status) => status === 401)).toBe(true);
  expect(statuses.slice(60).every((status) => status === 429)).toBe(true);
});

test("right passwords count against nobody, however many come from one network", async () => {
  await signUp(api, "right@flux.test");
  for (let n = 0; n < 61; n++) {
    expect((await login("right@flux.test", password, from("203.0.113.41"))).status).toBe(200);
  }
});

test("thirty tries at once are thirty tries", async () => {
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => login("race@flux.test", "wrong", from("203.0.113.50"))),
  );
  expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(10);
});

test("an address as long as they get is counted, and none stands in the table of counters", async () => {
  const long = `${"a".repeat(60)}@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.test`;
  expect(long.length).toBeGreaterThan(240);
  expect((await login(long, "wrong", from("203.0.113.60"))).status).toBe(401);
  const signedUp = await api.post(
    "/api/auth/register",
    { email: long, password, name: "Long" },
    from("203.0.113.60"),
  );
  expect(signedUp.status).toBe(201);
  const keys = JSON.stringify(await api.deps.db.select().from(rateLimits));
  expect(keys).not.toMatch(/@|flux\.test|203\.0/);
});
