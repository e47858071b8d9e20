import { eq, like, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { errorOf } from "../../../test/error-of.ts";
import { holdStill, waitingFor } from "../../../test/hold-still.ts";
import { signUp, startApi, type TestApi } from "../../../test/start-api.ts";
import { audit } from "../../audit/tables.ts";
import { uuidOf } from "../../http/public-id.ts";
import { rateLimits } from "../../limits/tables.ts";
import { profileSchema } from "../users/schema.ts";
import { users } from "../users/tables.ts";
import { askedPhoneSchema, signedInSchema } from "./schema.ts";
import { verifications } from "./tables.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.close());

type Person = Awaited<ReturnType<typeof signUp>>;
type Bearer = Person["bearer"];
const password = "four-words-are-better";
let email: string;
let me: Person;
let phone: string;
beforeEach(async () => {
  // What others of this file sent from the one address of the tests is no matter.
  await api.deps.db.delete(rateLimits);
  email = `kira-${crypto.randomUUID()}@flux.test`;
  me = await signUp(api, email);
  phone = newPhone();
});

let phones = 0;
const newPhone = () => `+919${String(100_000_000 + phones++)}`;
const ask = (to = phone, bearer: Bearer = me.bearer) => api.post("/api/auth/phone", { phone: to }, bearer);
const prove = (code: string, bearer: Bearer = me.bearer) =>
  api.post("/api/auth/phone/confirm", { code }, bearer);
const codeTo = async (to = phone) => (await api.smsTo(to))[0]?.values.code ?? "";
const another = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
const profileOf = async (bearer: Bearer = me.bearer) =>
  profileSchema.strict().parse(await (await api.get("/api/users/profile", bearer)).json());
const askedOf = async (bearer: Bearer = me.bearer) =>
  askedPhoneSchema.strict().parse(await (await api.get("/api/auth/phone", bearer)).json()).asked;
const remove = () =>
  api.app.request("/api/users/profile", {
    method: "PUT",
    headers: { ...me.bearer, "content-type": "application/json" },
    body: JSON.stringify({ phone: null }),
  });
const actsOf = async ({ userId }: Person) => {
  const rows = await api.deps.db
    .select({ act: audit.act, details: audit.details })
    .from(audit)
    .where(eq(audit.actor, uuidOf(userId)))
    .orderBy(audit.id);
  return rows.filter(({ act }) => act.startsWith("phone_"));
};
/** As if so many of these counters' time were over. */
const letPass = (counter: string) =>
  api.deps.db.delete(rateLimits).where(like(rateLimits.key, `${counter}:%`));

describe("a phone number", () => {
  test("that a code proves stands in the profile, until it is taken away, and both are written down", async () => {
    expect(await profileOf()).toMatchObject({ phone: null, phoneVerified: false });
    expect((await ask()).status).toBe(202);
    expect(await profileOf()).toMatchObject({ phone: null, phoneVerified: false });
    expect((await prove(await codeTo())).status).toBe(200);
    expect(await profileOf()).toMatchObject({ phone, phoneVerified: true });
    expect((await remove()).status).toBe(200);
    expect(await profileOf()).toMatchObject({ phone: null, phoneVerified: false });
    expect((await remove()).status).toBe(200);
    expect(await actsOf(me)).toEqual([
      { act: "phone_proven", details: {} },
      { act: "phone_removed", details: {} },
    ]);
  });

  test("is told in one message that a phone fills in on our pages alone", async () => {
    await ask();
    const [sms] = await api.smsTo(phone);
    const code = await codeTo();
    expect(sms?.text.split("\n").at(-1)).toBe(`@localhost #${code}`);
    expect(sms?.text).toMatch(/^[\x20-\x7e\n]{1,160}$/);
  });

  test.each([
    ["with zero before it, and spaces", "0 98765 43210"],
    ["in Devanagari digits", "९८७६५४३२१०"],
    ["with brackets", "(+91) 98765-43210"],
  ])("written %s is the same number", async (_, written) => {
    expect((await ask(written)).status).toBe(202);
    expect((await askedOf())?.phone).toBe("+919876543210");
  });

  test.each(["+4915112345678", "+18005550199", "12345", "5876543210", "+9198765432101", ""])(
    "of no Indian mobile gets no message: %s",
    async (written) => {
      expect(await errorOf(await ask(written))).toEqual([400, "invalid_input"]);
    },
  );

  test("is taken by no form: only the code that was sent there puts it into a profile", async () => {
    const answer = await api.app.request("/api/users/profile", {
      method: "PUT",
      headers: { ...me.bearer, "content-type": "application/json" },
      body: JSON.stringify({ phone }),
    });
    expect(await errorOf(answer)).toEqual([400, "invalid_input"]);
    expect((await profileOf()).phone).toBeNull();
  });

  test("that is somebody else's already gets the same answer, and neither hears of the other", async () => {
    const other = await signUp(api, `other-${crypto.randomUUID()}@flux.test`);
    await ask(phone, other.bearer);
    await prove(await codeTo(), other.bearer);
    await letPass("sms-pause");
    const [known, unknown] = [await ask(), await ask(newPhone())];
    expect([known.status, await known.json()]).toEqual([unknown.status, await unknown.json()]);
  });

  test("waits for its code in the session that asked, with the time of the next, and in no other", async () => {
    expect(await askedOf()).toBeNull();
    await ask();
    const asked = await askedOf();
    const seconds = (until = "") => Math.round((Date.parse(until) - Date.now()) / 10_000) * 10;
    expect([asked?.phone, seconds(asked?.againAt), seconds(asked?.expiresAt)]).toEqual([phone, 30, 600]);
    const { token } = signedInSchema.parse(
      await (await api.post("/api/auth/login", { email, password })).json(),
    );
    expect(await askedOf({ authorization: `Bearer ${token}` })).toBeNull();
    await prove(await codeTo());
    expect(await askedOf()).toBeNull();
  });

  test("is asked for by nobody who is signed out", async () => {
    const nobody = { authorization: "Bearer x" };
    for (const answer of [await ask(phone, nobody), await prove("123456", nobody)])
      expect(await errorOf(answer)).toEqual([401, "not_signed_in"]);
    expect(await api.smsTo(phone)).toEqual([]);
  });
});

describe("a code", () => {
  test("is worth nothing in another session, of the same person or of another, nor for anything else", async () => {
    await ask();
    const code = await codeTo();
    const { token } = signedInSchema.parse(
      await (await api.post("/api/auth/login", { email, password })).json(),
    );
    const other = await signUp(api, `other-${crypto.randomUUID()}@flux.test`);
    await ask(newPhone(), other.bearer);
    for (const bearer of [{ authorization: `Bearer ${token}` }, other.bearer])
      expect(await errorOf(await prove(code, bearer))).toEqual([400, "code_invalid"]);
    expect(await errorOf(await api.post("/api/auth/confirm", { code }, me.bearer))).toEqual([
      400,
      "code_invalid",
    ]);
    expect((await profileOf(other.bearer)).phone).toBeNull();
    expect((await prove(code)).status).toBe(200);
  });

  test("counts once, also when it comes twice at once", async () => {
    await ask();
    const code = await codeTo();
    const answers = await Promise.all([prove(code), prove(code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(await errorOf(await prove(code))).toEqual([400, "code_invalid"]);
    expect((await actsOf(me)).length).toBe(1);
  });

  test("proves the number that it was sent to, and the newest alone", async () => {
    await ask();
    const first = await codeTo();
    const second = newPhone();
    await ask(second);
    if (first !== (await codeTo(second)))
      expect(await errorOf(await prove(first))).toEqual([400, "code_invalid"]);
    await prove(await codeTo(second));
    expect((await profileOf()).phone).toBe(second);
  });

  test("has five tries, many at once too, and a new one brings no more of them", async () => {
    await ask();
    const code = await codeTo();
    const wrong = Array.from({ length: 12 }, (_, i) => String((Number(code) + i + 1) % 1_000_000));
    const answers = await Promise.all(wrong.map((its) => prove(its.padStart(6, "0"))));
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(5);
    expect((await prove(code)).status).toBe(429);
    await letPass("sms-pause");
    await ask();
    expect((await prove(await codeTo())).status).toBe(429);
  });

  test("is worth nothing after ten minutes", async () => {
    await ask();
    await api.deps.db.update(verifications).set({ expiresAt: sql`now()` });
    expect(await askedOf()).toBeNull();
    expect(await errorOf(await prove(await codeTo()))).toEqual([400, "code_invalid"]);
  });

  test("that is not the sent one proves nothing", async () => {
    await ask();
    expect(await errorOf(await prove(another(await codeTo())))).toEqual([400, "code_invalid"]);
    expect((await profileOf()).phone).toBeNull();
  });
});

describe("messages are limited", () => {
  const people = (count: number) =>
    Promise.all(Array.from({ length: count }, () => signUp(api, `kira-${crypto.randomUUID()}@flux.test`)));
  const statuses = (answers: Response[]) => answers.map(({ status }) => status);

  test("to one in thirty seconds for a number, whoever asks, twenty at once too", async () => {
    const [other] = await people(1);
    const asked = await Promise.all(
      Array.from({ length: 20 }, (_, i) => ask(phone, i % 2 ? me.bearer : other?.bearer)),
    );
    expect(statuses(asked).filter((status) => status === 202)).toHaveLength(1);
    expect(await api.smsTo(phone)).toHaveLength(1);
    const refused = asked.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get("retry-after"))).toBeLessThanOrEqual(30);
  });

  test("to three an hour and five a day for a number, and one that is refused counts nowhere", async () => {
    const sent: number[] = [];
    for (let i = 0; i < 4; i++) {
      await letPass("sms-pause");
      sent.push((await ask()).status);
    }
    expect(sent).toEqual([202, 202, 202, 429]);
    for (let i = 0; i < 3; i++) {
      await letPass("sms-pause");
      await letPass("sms-number-hour");
      sent.push((await ask()).status);
    }
    expect(sent.slice(4)).toEqual([202, 202, 429]);
    expect(await api.smsTo(phone)).toHaveLength(5);
    expect((await ask(newPhone())).status).toBe(202);
  });

  test("to ten a day for a person, to whatever numbers, twenty at once too", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(newPhone())));
    expect(statuses(answers).filter((status) => status === 202)).toHaveLength(10);
    const [other] = await people(1);
    expect((await ask(phone, other?.bearer)).status).toBe(202);
  });

  test("to thirty an hour for a network", async () => {
    await api.deps.db.delete(rateLimits);
    const crowd = await people(4);
    for (const [at, { bearer }] of crowd.entries())
      for (let i = 0; i < 10; i++) expect((await ask(newPhone(), bearer)).status).toBe(at < 3 ? 202 : 429);
  });

  test("to what the house may send in a day, whoever asks: three of twenty at once", async () => {
    const small = await startApi({ SMS_DAILY_LIMIT: "3" });
    try {
      const crowd = await Promise.all(
        Array.from({ length: 4 }, () => signUp(small, `kira-${crypto.randomUUID()}@flux.test`)),
      );
      const answers = await Promise.all(
        crowd.flatMap(({ bearer }) =>
          Array.from({ length: 5 }, () => small.post("/api/auth/phone", { phone: newPhone() }, bearer)),
        ),
      );
      expect(statuses(answers).filter((status) => status === 202)).toHaveLength(3);
      const refused = answers.find(({ status }) => status === 429) as Response;
      expect(await errorOf(refused)).toEqual([429, "no_more_sms"]);
      const { rows } = await small.deps.db.execute(sql`select 1 from jobs.job where name = 'send-sms'`);
      expect(rows).toHaveLength(3);
    } finally {
      await small.close();
    }
  });
});

test("a number that is proven while its account is deleted does not come back", async () => {
  await ask();
  const code = await codeTo();
  const { db } = api.deps;
  const gone = { phone: null, deletedAt: new Date() };
  const deletion = await holdStill(db, (tx) =>
    tx
      .update(users)
      .set(gone)
      .where(eq(users.id, uuidOf(me.userId))),
  );
  const proving = prove(code);
  expect(await waitingFor(db, 1, proving)).toBe("waits");
  await deletion.end("commit");
  expect(await errorOf(await proving)).toEqual([400, "code_invalid"]);
  const [row] = await db
    .select()
    .from(users)
    .where(eq(users.id, uuidOf(me.userId)));
  expect(row).toMatchObject({ phone: null, phoneVerified: false });
});

test("a shop that nobody sends text messages for says so, and keeps nothing", async () => {
  const silent = await startApi({ SMS_VENDOR: undefined as never });
  try {
    const person = await signUp(silent, email);
    const answer = await silent.post("/api/auth/phone", { phone }, person.bearer);
    expect(await errorOf(answer)).toEqual([409, "phones_off"]);
    expect(await silent.smsTo(phone)).toEqual([]);
  } finally {
    await silent.close();
  }
});
