import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appoint } from "../../../test/appoint.ts";
import { errorOf } from "../../../test/error-of.ts";
import { giveViews } from "../../../test/give-views.ts";
import { signUp, startApi, type TestApi } from "../../../test/start-api.ts";
import { audit } from "../../audit/tables.ts";
import { uuidOf } from "../../http/public-id.ts";
import { apiKeys } from "../keys/tables.ts";
import { auditPageSchema, madeKeySchema, peoplePageSchema, personSchema } from "./schema.ts";

type Person = Awaited<ReturnType<typeof signUp>>;
let api: TestApi;
let views: Awaited<ReturnType<typeof giveViews>>;
let chief: Person;
let admin: Person;
beforeAll(async () => {
  api = await startApi();
  views = await giveViews(api.deps.db);
  chief = await signUp(api, "chief@flux.test");
  admin = await signUp(api, "admin@flux.test");
  await appoint(api, chief, "super_admin");
  await appoint(api, admin, "admin");
});
afterAll(() => api.close());

let email: string;
let kira: Person;
beforeEach(async () => {
  email = `kira-${crypto.randomUUID()}@flux.test`;
  kira = await signUp(api, email);
});

const password = "four-words-are-better";
const send = (method: string, path: string, headers: Record<string, string>, body?: object) =>
  api.app.request(path, {
    method,
    headers: { ...(body && { "content-type": "application/json" }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
const people = async (query: string, headers = admin.bearer) =>
  peoplePageSchema.strict().parse(await (await api.get(`/api/admin/users?${query}`, headers)).json());
const actsOn = async (person: Person) => {
  const rows = await api.deps.db
    .select()
    .from(audit)
    .where(eq(audit.subject, uuidOf(person.userId)))
    .orderBy(audit.id);
  return rows.map(({ act }) => act);
};
const status = async (headers: Record<string, string>) => (await api.get("/api/auth/me", headers)).status;

describe("people", () => {
  test("are found by a part of their name or address, a wallet's beginning, role, tribe and block, a page at a time", async () => {
    const found = await people(`search=${email.slice(5, 20)}`);
    expect(found.items.map(({ id }) => id)).toEqual([kira.userId]);
    expect((await people("search=%25")).items).toEqual([]);
    expect((await people("role=super_admin")).items.map(({ id }) => id)).toEqual([chief.userId]);
    const person = personSchema
      .strict()
      .parse(await (await api.get(`/api/admin/users/${kira.userId}`, admin.bearer)).json());
    const [{ address } = { address: "0x" }] = person.wallets;
    expect((await people(`search=${address.slice(0, 12)}`)).items.map(({ id }) => id)).toEqual([kira.userId]);
    expect((await people("tribe=true")).items).toEqual([]);
    await views.hold(address, 2);
    expect((await people("tribe=true")).items).toEqual([
      expect.objectContaining({ id: kira.userId, garments: 2 }),
    ]);
    expect((await people("tribe=false&limit=100")).items.map(({ id }) => id)).not.toContain(kira.userId);
    await views.hold(address, 0);
    expect((await people("tribe=true")).items).toEqual([]);
    const first = await people("limit=1");
    const second = await people(`limit=1&cursor=${first.nextCursor}`);
    expect(first.items[0]?.id).toBe(kira.userId);
    expect(second.items[0]?.id).not.toBe(kira.userId);
  });

  test("leave as a file that a spreadsheet runs nothing of, and the log says who took it", async () => {
    await send("PUT", "/api/users/profile", kira.bearer, { name: "=1+1" });
    const file = await api.get(`/api/admin/users/export?search=${email}`, admin.bearer);
    expect(file.headers.get("content-type")).toMatch(/^text\/csv/);
    const text = await file.text();
    expect(text).toContain(email);
    expect(text).toContain("'=1+1");
    expect(text).not.toMatch(/(^|,|\n)=1/);
    const [row] = await api.deps.db.select().from(audit).where(eq(audit.act, "people_exported"));
    expect(row).toMatchObject({ actor: uuidOf(admin.userId), details: { people: 1 } });
  });

  test("who are blocked are out at once, told so at the door, and their old session stays dead when they are let in again", async () => {
    expect(await status(kira.bearer)).toBe(200);
    const block = `/api/admin/users/${kira.userId}/block`;
    expect((await send("PUT", block, admin.bearer, { reason: "Sells copies" })).status).toBe(200);
    expect(await status(kira.bearer)).toBe(401);
    expect(await errorOf(await api.post("/api/auth/login", { email, password }))).toEqual([
      403,
      "account_blocked",
    ]);
    expect(
      await errorOf(await api.post("/api/auth/login", { email, password: "wrong-password-here" })),
    ).toEqual([401, "wrong_credentials"]);
    const [seen] = (await people(`search=${email}&blocked=true`)).items;
    expect(seen?.blocked).toMatchObject({ reason: "Sells copies" });
    expect((await send("DELETE", block, admin.bearer)).status).toBe(200);
    expect((await send("DELETE", block, admin.bearer)).status).toBe(200);
    expect(await status(kira.bearer)).toBe(401);
    expect((await api.post("/api/auth/login", { email, password })).status).toBe(200);
    const acts = (await actsOn(kira)).filter((act) => /block/.test(act));
    expect(acts).toEqual(["account_blocked", "account_unblocked"]);
  });

  test("of the house are a super admin's to block, and nobody blocks themselves", async () => {
    const other = await signUp(api, `house-${crypto.randomUUID()}@flux.test`);
    await appoint(api, other, "admin");
    const block = `/api/admin/users/${other.userId}/block`;
    expect(await errorOf(await send("PUT", block, admin.bearer, { reason: "x" }))).toEqual([
      403,
      "not_allowed",
    ]);
    expect((await send("PUT", block, chief.bearer, { reason: "x" })).status).toBe(200);
    expect(await errorOf(await send("DELETE", block, admin.bearer))).toEqual([403, "not_allowed"]);
    const self = `/api/admin/users/${chief.userId}/block`;
    expect(await errorOf(await send("PUT", self, chief.bearer, { reason: "x" }))).toEqual([
      409,
      "cannot_block_yourself",
    ]);
  });

  test("are noted, and signed out everywhere, by the house", async () => {
    const at = `/api/admin/users/${kira.userId}`;
    await send("PUT", `${at}/note`, admin.bearer, { note: "Writes kind letters" });
    const seen = personSchema.parse(await (await api.get(at, admin.bearer)).json());
    expect(seen.person.note).toBe("Writes kind letters");
    expect(seen.sessions).toHaveLength(1);
    expect(await (await send("DELETE", `${at}/sessions`, admin.bearer)).json()).toEqual({ ended: 1 });
    expect(await status(kira.bearer)).toBe(401);
    expect(await (await api.get("/api/users/profile", admin.bearer)).text()).not.toContain("kind letters");
  });

  test("of the house do nothing before their second factor was shown, whatever their role", async () => {
    const answer = await api.post("/api/auth/login", { email: "admin@flux.test", password });
    const { token } = (await answer.json()) as { token: string };
    expect(await errorOf(await api.get("/api/admin/users", { authorization: `Bearer ${token}` }))).toEqual([
      403,
      "second_factor_needed",
    ]);
  });
});

describe("an API key", () => {
  const make = (body: object, headers = admin.bearer) => api.post("/api/admin/keys", body, headers);
  async function key(scopes: string[], headers = admin.bearer) {
    const made = madeKeySchema.strict().parse(await (await make({ name: "Report", scopes }, headers)).json());
    return { ...made, bearer: { authorization: `Bearer ${made.key}` } };
  }

  test("does what it was given and nothing else, and its acts are written down with it", async () => {
    const { id, key: secret, bearer } = await key(["people:read", "people:write"]);
    expect((await api.get("/api/admin/users", bearer)).status).toBe(200);
    expect(await errorOf(await api.get("/api/admin/audit", bearer))).toEqual([403, "not_allowed"]);
    expect(await errorOf(await make({ name: "More", scopes: ["audit:read"] }, bearer))).toEqual([
      403,
      "not_allowed",
    ]);
    expect((await api.get("/api/auth/me", bearer)).status).toBe(401);
    await send("PUT", `/api/admin/users/${kira.userId}/note`, bearer, { note: "By a program" });
    const log = auditPageSchema.parse(
      await (await api.get(`/api/admin/audit?act=note_written&subject=${kira.userId}`, admin.bearer)).json(),
    );
    expect(log.items).toEqual([
      expect.objectContaining({ actor: { id: admin.userId, name: "Kira" }, apiKey: id }),
    ]);
    const rows = await api.deps.db.select().from(apiKeys);
    expect(JSON.stringify(rows)).not.toContain(secret);
    const listed = (await (await api.get("/api/admin/keys", admin.bearer)).json()) as {
      keys: { id: string; usedAt: string | null }[];
    };
    expect(listed.keys.find((one) => one.id === id)?.usedAt).not.toBeNull();
  });

  test("opens nothing once it is revoked, over, or its maker is no admin any more or blocked", async () => {
    const maker = await signUp(api, `maker-${crypto.randomUUID()}@flux.test`);
    await appoint(api, maker, "admin");
    const { id, bearer } = await key(["people:read"], maker.bearer);
    const asks = async () => (await api.get("/api/admin/users", bearer)).status;
    expect(await asks()).toBe(200);
    await appoint(api, maker, "customer");
    expect(await asks()).toBe(403);
    await appoint(api, maker, "admin");
    const block = `/api/admin/users/${maker.userId}/block`;
    await send("PUT", block, chief.bearer, { reason: "x" });
    expect(await asks()).toBe(401);
    await send("DELETE", block, chief.bearer);
    expect(await asks()).toBe(200);
    const its = eq(apiKeys.id, uuidOf(id));
    await api.deps.db
      .update(apiKeys)
      .set({ expiresAt: new Date(0) })
      .where(its);
    expect(await asks()).toBe(401);
    await api.deps.db
      .update(apiKeys)
      .set({ expiresAt: new Date(Date.now() + 60_000) })
      .where(its);
    expect((await send("DELETE", `/api/admin/keys/${id}`, admin.bearer)).status).toBe(200);
    expect(await asks()).toBe(401);
    expect(await errorOf(await send("DELETE", `/api/admin/keys/${id}`, admin.bearer))).toEqual([
      404,
      "key_not_found",
    ]);
  });

  test("is refused what no key may be given, and more than twenty at a time", async () => {
    expect((await make({ name: "x", scopes: ["roles:write"] })).status).toBe(400);
    expect((await make({ name: "x", scopes: [] })).status).toBe(400);
    const maker = await signUp(api, `many-${crypto.randomUUID()}@flux.test`);
    await appoint(api, maker, "admin");
    const made = await Promise.all(
      Array.from({ length: 25 }, () => make({ name: "x", scopes: ["audit:read"] }, maker.bearer)),
    );
    expect(made.filter((answer) => answer.status === 201)).toHaveLength(20);
    const its = and(eq(apiKeys.userId, uuidOf(maker.userId)));
    expect(await api.deps.db.select().from(apiKeys).where(its)).toHaveLength(20);
  });
});
