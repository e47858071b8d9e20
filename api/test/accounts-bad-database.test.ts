import { migrateDatabase } from "@flux/api/migrate";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startPostgres } from "../../test/harness/start-postgres.ts";
import { connect } from "../src/db/client.ts";
import { uuidOf } from "../src/http/public-id.ts";
import { codeAt } from "../src/modules/auth/authenticator.ts";
import { users } from "../src/modules/users/tables.ts";
import { appoint } from "./appoint.ts";
import { mailedToken, signUp, startApi, type TestApi } from "./start-api.ts";

// PostgreSQL is killed in the middle of what changes an account: at its last write, when all others of its transaction
// are done. Afterwards it never happened, and happens whole when it is asked for again.

const password = "four-words-are-better";
const another = "another-four-words";

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let api: TestApi;
beforeAll(async () => {
  postgres = await startPostgres("flux");
  await migrateDatabase(postgres.url);
  api = await startApi({ DATABASE_URL: postgres.url });
});
afterAll(async () => {
  await api?.close();
  await postgres?.close();
});

const send = (method: string, path: string, headers: Record<string, string>, body?: object) =>
  api.app.request(path, {
    method,
    headers: { ...(body && { "content-type": "application/json" }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
const newEmail = () => `kira-${crypto.randomUUID()}@flux.test`;
const logIn = async (email: string, its = password) =>
  (await api.post("/api/auth/login", { email, password: its })).status;

/** Kills the database while `act` waits for its audit row, and starts it again. Returns what `act` was answered. */
async function killDuring(act: () => Promise<Response> | Response): Promise<number> {
  const { pool, db } = connect(postgres.url, { max: 2 });
  onTestFinished(() => pool.end());
  const client = await pool.connect();
  onTestFinished(() => client.release(true));
  await client.query("begin; lock table flux.audit in share row exclusive mode");
  const answer = act();
  const waiting = async () =>
    (await db.execute(sql`select from pg_stat_activity where wait_event_type = 'Lock'`)).rows.length;
  await expect.poll(waiting).toBeGreaterThan(0);
  await postgres.kill();
  await postgres.start();
  const { status } = await answer;
  await expect.poll(async () => (await api.get("/ready")).status).toBe(200);
  return status;
}

async function accountsOf(email: string) {
  const { rows } = await api.deps.db.execute(sql`
    select (select count(*)::int from flux.users where email = ${email}) as users,
      (select count(*)::int from flux.passwords p join flux.users u on u.id = p.user_id where u.email = ${email}) as passwords,
      (select count(*)::int from flux.wallets w join flux.users u on u.id = w.user_id where u.email = ${email}) as wallets,
      (select count(*)::int from flux.registrations where email = ${email}) as registrations`);
  return rows[0];
}

test("an account that is being opened is opened whole or not at all", async () => {
  const email = newEmail();
  await api.post("/api/auth/register", { email, password, name: "Kira" });
  const token = await mailedToken(api, email);
  const open = () => api.post("/api/auth/verify-email", { token, password });
  expect(await killDuring(open)).toBeGreaterThanOrEqual(500);
  expect(await accountsOf(email)).toEqual({ users: 0, passwords: 0, wallets: 0, registrations: 1 });
  expect((await open()).status).toBe(200);
  expect(await accountsOf(email)).toEqual({ users: 1, passwords: 1, wallets: 1, registrations: 0 });
  expect(await logIn(email)).toBe(200);
});

test("somebody who is being let in is in, or asks again", async () => {
  const email = newEmail();
  await signUp(api, email);
  expect(await killDuring(() => api.post("/api/auth/login", { email, password }))).toBeGreaterThanOrEqual(
    500,
  );
  expect(await logIn(email)).toBe(200);
});

test("a password that is being changed is the old one or the new one, and sessions fit it", async () => {
  const email = newEmail();
  const me = await signUp(api, email);
  const other = await signInAgain(email);
  const change = () =>
    api.post("/api/auth/change-password", { current: password, password: another }, me.bearer);
  expect(await killDuring(change)).toBeGreaterThanOrEqual(500);
  expect(await logIn(email)).toBe(200);
  expect((await api.get("/api/auth/me", other)).status).toBe(200);
  expect((await change()).status).toBe(200);
  expect([await logIn(email), await logIn(email, another)]).toEqual([401, 200]);
  expect((await api.get("/api/auth/me", other)).status).toBe(401);
});

test("a second factor that is being turned on is on with its codes, or off", async () => {
  const email = newEmail();
  const me = await signUp(api, email);
  const offer = (await (await send("POST", "/api/auth/totp", me.bearer)).json()) as { secret: string };
  const turnOn = () => {
    const code = codeAt(offer.secret, new Date());
    return api.post("/api/auth/totp/confirm", { code }, me.bearer);
  };
  const state = async () => (await (await api.get("/api/auth/totp", me.bearer)).json()) as object;
  expect(await killDuring(turnOn)).toBeGreaterThanOrEqual(500);
  expect(await state()).toEqual({ on: false, recoveryCodesLeft: 0, shownInThisSession: false });
  expect(await logIn(email)).toBe(200);
  expect((await turnOn()).status).toBe(200);
  expect(await state()).toEqual({ on: true, recoveryCodesLeft: 10, shownInThisSession: true });
  expect(await logIn(email)).toBe(202);
});

test("a person who is being blocked is out for good, or in", async () => {
  const email = newEmail();
  const me = await signUp(api, email);
  const admin = await signUp(api, newEmail());
  await appoint(api, admin, "admin");
  const block = () =>
    send("PUT", `/api/admin/users/${me.userId}/block`, admin.bearer, { reason: "Sells copies" });
  expect(await killDuring(block)).toBeGreaterThanOrEqual(500);
  expect((await api.get("/api/auth/me", me.bearer)).status).toBe(200);
  expect((await block()).status).toBe(200);
  expect((await api.get("/api/auth/me", me.bearer)).status).toBe(401);
});

test("a role that is being given is given with its line in the log, or not", async () => {
  const other = await signUp(api, newEmail());
  const chief = await signUp(api, newEmail());
  await appoint(api, chief, "super_admin");
  const give = () => send("PUT", `/api/admin/users/${other.userId}/role`, chief.bearer, { role: "admin" });
  const role = async () =>
    (
      await api.deps.db
        .select({ role: users.role })
        .from(users)
        .where(eq(users.id, uuidOf(other.userId)))
    )[0]?.role;
  expect(await killDuring(give)).toBeGreaterThanOrEqual(500);
  expect(await role()).toBe("customer");
  expect((await give()).status).toBe(200);
  expect(await role()).toBe("admin");
});

/** One more session of the same person. */
async function signInAgain(email: string) {
  const answer = await api.post("/api/auth/login", { email, password });
  const { token } = (await answer.json()) as { token: string };
  return { authorization: `Bearer ${token}` };
}
