import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { appoint } from "../../../test/appoint.ts";
import { errorOf } from "../../../test/error-of.ts";
import { signUp, startApi, type TestApi } from "../../../test/start-api.ts";
import { audit } from "../../audit/tables.ts";
import { uuidOf } from "../../http/public-id.ts";

type Person = Awaited<ReturnType<typeof signUp>>;
let api: TestApi;
let chief: Person;
let other: Person;
beforeAll(async () => {
  api = await startApi();
  chief = await signUp(api, "chief@flux.test");
  other = await signUp(api, "other@flux.test");
});
beforeEach(async () => {
  await appoint(api, chief, "super_admin");
  await appoint(api, other, "customer");
});
afterAll(() => api.close());

const idOf = ({ userId }: Person) => uuidOf(userId);

function give(actor: Person | null, userId: string, role: string) {
  return api.app.request(`/api/admin/users/${userId}/role`, {
    method: "PUT",
    headers: { "content-type": "application/json", ...actor?.bearer },
    body: JSON.stringify({ role }),
  });
}

test("a super admin gives a role, which holds at once and is written down once", async () => {
  const answer = await give(chief, other.userId, "admin");
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ user: { id: other.userId, role: "admin" } });
  expect((await give(chief, other.userId, "admin")).status).toBe(200);
  const me = await api.get("/api/auth/me", other.bearer);
  expect(await me.json()).toMatchObject({ user: { role: "admin" } });
  const rows = await api.deps.db
    .select()
    .from(audit)
    .where(and(eq(audit.subject, idOf(other)), eq(audit.act, "role_changed")));
  expect(rows).toEqual([
    expect.objectContaining({
      actor: idOf(chief),
      act: "role_changed",
      details: { from: "customer", to: "admin" },
      requestId: answer.headers.get("x-request-id"),
    }),
  ]);
});

test("nobody below a super admin gives a role, nor somebody signed out", async () => {
  for (const role of ["customer", "admin"] as const) {
    await appoint(api, other, role);
    expect(await errorOf(await give(other, other.userId, "super_admin"))).toEqual([403, "not_allowed"]);
  }
  expect(await errorOf(await give(null, other.userId, "admin"))).toEqual([401, "not_signed_in"]);
});

test("the last super admin stays, also when two take each other's role away at once", async () => {
  expect(await errorOf(await give(chief, chief.userId, "admin"))).toEqual([409, "last_super_admin"]);
  await appoint(api, other, "super_admin");
  const answers = await Promise.all([give(chief, other.userId, "admin"), give(other, chief.userId, "admin")]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
});

test("a person nobody knows and a role that is none are refused", async () => {
  expect(await errorOf(await give(chief, `usr_${"0".repeat(32)}`, "admin"))).toEqual([404, "user_not_found"]);
  expect(await errorOf(await give(chief, other.userId, "king"))).toEqual([400, "invalid_input"]);
});

test("what was written down is neither changed nor taken away", async () => {
  await give(chief, other.userId, "admin");
  for (const act of [
    sql`update flux.audit set actor = 'system'`,
    sql`delete from flux.audit`,
    sql`truncate flux.audit`,
  ]) {
    await expect(api.deps.db.execute(act)).rejects.toMatchObject({
      cause: { message: expect.stringContaining("only added") },
    });
  }
});
