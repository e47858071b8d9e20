import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { errorOf } from "../../../test/error-of.ts";
import { holdStill, waitingFor } from "../../../test/hold-still.ts";
import { signUp, startApi, type TestApi } from "../../../test/start-api.ts";
import { audit } from "../../audit/tables.ts";
import { uuidOf } from "../../http/public-id.ts";
import { codeAt, stepOf } from "./authenticator.ts";
import { offeredFactorSchema, recoveryCodesSchema } from "./schema.ts";
import { secondFactors, sessions } from "./tables.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const password = "four-words-are-better";
type Person = Awaited<ReturnType<typeof signUp>> & { email: string };
let me: Person;
beforeEach(async () => {
  const email = `kira-${crypto.randomUUID()}@flux.test`;
  me = { ...(await signUp(api, email)), email };
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  api.post(path, body, headers);
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Turns the second factor on, as its person does. Returns the app's secret and the recovery codes. */
async function turnOn(person: Person) {
  const offer = await post("/api/auth/totp", undefined, person.bearer);
  const { secret } = offeredFactorSchema.strict().parse(await offer.json());
  const on = await post("/api/auth/totp/confirm", { code: codeAt(secret, new Date()) }, person.bearer);
  const { recoveryCodes } = recoveryCodesSchema.strict().parse(await on.json());
  return { secret, recoveryCodes };
}

/** Forgets which code was last taken: the next one is not 30 seconds away. */
const forgetStep = (person: Person) =>
  api.deps.db
    .update(secondFactors)
    .set({ lastStep: 0 })
    .where(eq(secondFactors.userId, uuidOf(person.userId)));

async function logIn(person: Person) {
  const answer = await post("/api/auth/login", { email: person.email, password });
  const { token } = (await answer.json()) as { token: string };
  return { status: answer.status, bearer: bearer(token), cookie: answer.headers.get("set-cookie") };
}

const pass = (headers: Record<string, string>, proof: object) =>
  post("/api/auth/second-factor", proof, headers);
const me200 = async (headers: Record<string, string>) => (await api.get("/api/auth/me", headers)).status;

describe("the second factor", () => {
  test("published vectors: the codes of RFC 6238 (SHA-1, the last six digits) are those of the app", () => {
    // Appendix B, secret "12345678901234567890".
    const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    for (const [sec, code] of [
      [59, "287082"],
      [1_111_111_109, "081804"],
      [1_234_567_890, "005924"],
      [20_000_000_000, "353130"],
    ] as const) {
      expect(codeAt(secret, new Date(sec * 1000))).toBe(code);
      expect(stepOf(secret, code, sec * 1000)).toBe(Math.floor(sec / 30));
      expect(stepOf(secret, code, (sec + 30) * 1000)).toBe(Math.floor(sec / 30));
      expect(stepOf(secret, code, (sec + 90) * 1000)).toBeNull();
    }
  });

  test("that is offered counts for nothing until a code of it came back", async () => {
    const offer = await post("/api/auth/totp", undefined, me.bearer);
    const first = offeredFactorSchema.parse(await offer.json());
    expect(first.link).toContain(`secret=${first.secret}`);
    const again = offeredFactorSchema.parse(
      await (await post("/api/auth/totp", undefined, me.bearer)).json(),
    );
    expect(again).toEqual(first);
    expect(await errorOf(await post("/api/auth/totp/confirm", { code: "000000" }, me.bearer))).toEqual([
      400,
      "app_code_invalid",
    ]);
    expect((await logIn(me)).status).toBe(200);
  });

  test("once on, signing in opens nothing until a code came, and then everything", async () => {
    const { secret } = await turnOn(me);
    const waiting = await logIn(me);
    expect(waiting.status).toBe(202);
    expect(await me200(waiting.bearer)).toBe(401);
    expect((await post("/api/auth/refresh", undefined, waiting.bearer)).status).toBe(401);
    expect((await post("/api/auth/confirm", { password }, waiting.bearer)).status).toBe(401);
    const listed = await api.get("/api/auth/sessions", me.bearer);
    expect(await listed.json()).toMatchObject({ sessions: [{ current: true }] });
    expect(await errorOf(await pass(waiting.bearer, { code: "000000" }))).toEqual([400, "app_code_invalid"]);
    await forgetStep(me);
    expect((await pass(waiting.bearer, { code: codeAt(secret, new Date()) })).status).toBe(200);
    expect(await me200(waiting.bearer)).toBe(200);
    const [row] = await api.deps.db
      .select()
      .from(audit)
      .where(and(eq(audit.actor, uuidOf(me.userId)), eq(audit.act, "second_factor_on")));
    expect(row).toBeDefined();
    expect((await api.mailsTo(me.email)).map(({ subject }) => subject)).toContain(
      "Your authenticator app is on",
    );
  });

  test("takes a code once, also when two send it at the same moment", async () => {
    const { secret } = await turnOn(me);
    await forgetStep(me);
    const [one, two] = [await logIn(me), await logIn(me)];
    const code = codeAt(secret, new Date());
    // Both have read the row, and neither has written it: the second sees that the code is used up.
    const still = await holdStill(api.deps.db, (tx) =>
      tx
        .select()
        .from(secondFactors)
        .where(eq(secondFactors.userId, uuidOf(me.userId)))
        .for("update"),
    );
    const answers = [pass(one.bearer, { code }), pass(two.bearer, { code })];
    expect(await waitingFor(api.deps.db, 2, ...answers)).toBe("waits");
    await still.end("rollback");
    expect((await Promise.all(answers)).map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  test("takes a recovery code once, however it is typed, and mails that", async () => {
    const { recoveryCodes } = await turnOn(me);
    expect(new Set(recoveryCodes).size).toBe(10);
    const [first = ""] = recoveryCodes;
    const typed = ` ${first.toUpperCase().replace("-", " ")} `;
    const waiting = await logIn(me);
    expect((await pass(waiting.bearer, { recoveryCode: typed })).status).toBe(200);
    expect(await me200(waiting.bearer)).toBe(200);
    const told = (await api.mailsTo(me.email)).find(({ subject }) => subject === "A recovery code was used");
    expect(told?.text).toContain("Codes left: 9");
    const later = await logIn(me);
    expect(await errorOf(await pass(later.bearer, { recoveryCode: first }))).toEqual([
      400,
      "recovery_code_invalid",
    ]);
    const kept = await api.get("/api/auth/totp", me.bearer);
    expect(await kept.json()).toEqual({ on: true, recoveryCodesLeft: 9, shownInThisSession: true });
  });

  test("of somebody else opens nothing: neither their code nor their recovery code", async () => {
    await turnOn(me);
    const email = `other-${crypto.randomUUID()}@flux.test`;
    const other: Person = { ...(await signUp(api, email)), email };
    const theirs = await turnOn(other);
    const waiting = await logIn(me);
    await forgetStep(other);
    expect((await pass(waiting.bearer, { code: codeAt(theirs.secret, new Date()) })).status).toBe(400);
    expect((await pass(waiting.bearer, { recoveryCode: theirs.recoveryCodes[0] })).status).toBe(400);
  });

  test("is not guessed: ten tries an hour for an account, whatever session they come by; a known device has its own", async () => {
    const { secret } = await turnOn(me);
    await forgetStep(me);
    const owner = await logIn(me);
    const code = codeAt(secret, new Date());
    const passed = await pass(owner.bearer, { code });
    const device = passed.headers.get("set-cookie")?.match(/[^;, ]*flux-device=[^;]+/)?.[0] ?? "";
    expect(device).not.toBe("");
    const tries: number[] = [];
    for (let at = 0; at < 12; at++) {
      const stranger = await logIn(me);
      tries.push((await pass(stranger.bearer, { recoveryCode: `wrong-${at}` })).status);
    }
    expect(tries.filter((status) => status === 400)).toHaveLength(10);
    expect(tries.at(-1)).toBe(429);
    const again = await logIn(me);
    await forgetStep(me);
    const headers = { ...again.bearer, cookie: device };
    expect((await pass(headers, { code: codeAt(secret, new Date()) })).status).toBe(200);
  });

  test("is taken off by its person alone, confirmed a moment ago; then the password is enough", async () => {
    await turnOn(me);
    await api.deps.db
      .update(sessions)
      .set({ confirmedAt: new Date(0) })
      .where(eq(sessions.userId, uuidOf(me.userId)));
    const off = () => api.app.request("/api/auth/totp", { method: "DELETE", headers: me.bearer });
    expect(await errorOf(await off())).toEqual([403, "confirmation_needed"]);
    await post("/api/auth/confirm", { password }, me.bearer);
    expect((await off()).status).toBe(200);
    expect(await errorOf(await off())).toEqual([409, "second_factor_is_off"]);
    expect((await logIn(me)).status).toBe(200);
  });

  test("stands in the database sealed: a copy of the row in somebody else's place opens nothing", async () => {
    const { secret } = await turnOn(me);
    const its = eq(secondFactors.userId, uuidOf(me.userId));
    const [row] = await api.deps.db.select().from(secondFactors).where(its);
    expect(row?.secret).not.toContain(secret);
    const email = `thief-${crypto.randomUUID()}@flux.test`;
    const thief: Person = { ...(await signUp(api, email)), email };
    await turnOn(thief);
    await api.deps.db
      .update(secondFactors)
      .set({ secret: row?.secret ?? "", lastStep: 0 })
      .where(eq(secondFactors.userId, uuidOf(thief.userId)));
    const waiting = await logIn(thief);
    expect((await pass(waiting.bearer, { code: codeAt(secret, new Date()) })).status).toBe(500);
  });

  test("waits ten minutes and no longer, and a session that does not wait has nothing to pass", async () => {
    const { secret } = await turnOn(me);
    const waiting = await logIn(me);
    const its = and(eq(sessions.userId, uuidOf(me.userId)), eq(sessions.waitsForCode, true));
    const [row] = await api.deps.db.select().from(sessions).where(its);
    expect(Math.round(((row?.expiresAt.getTime() ?? 0) - Date.now()) / 60_000)).toBe(10);
    await api.deps.db
      .update(sessions)
      .set({ expiresAt: new Date(0) })
      .where(its);
    await forgetStep(me);
    const code = codeAt(secret, new Date());
    expect(await errorOf(await pass(waiting.bearer, { code }))).toEqual([401, "not_signed_in"]);
    expect(await errorOf(await pass(me.bearer, { code }))).toEqual([401, "not_signed_in"]);
  });
});
