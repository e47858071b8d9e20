import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf } from "../../../test/error-of.ts";
import { signUp, startApi, type TestApi } from "../../../test/start-api.ts";
import { findUserByEmail } from "../users/queries.ts";
import { passwords } from "./tables.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const login = (email: string, password: string) => api.post("/api/auth/login", { email, password });

/** The row that keeps an address's password. */
async function accountOf(email: string) {
  const user = await findUserByEmail(api.deps.db, email);
  const [account] = await api.deps.db
    .select()
    .from(passwords)
    .where(eq(passwords.userId, user?.id ?? ""));
  if (!account) throw new Error(`${email} has no account`);
  return account;
}

test("a new password is kept as argon2id of 19 MiB and two passes", async () => {
  await signUp(api, "fresh@flux.test");
  expect((await accountOf("fresh@flux.test")).hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("an account of the scrypt days signs in as before, and is argon2id from then on", async () => {
  const old = { email: "old@flux.test", password: "from-the-scrypt-days" };
  const other = { ...old, email: "other@flux.test" };
  for (const { email, password } of [old, other]) await signUp(api, email, password);
  const { userId } = await accountOf(old.email);
  // Of better-auth 1.7.25.
  const scrypt =
    "0692ee8a18a98a08ce8c6090007e27f5:97e3028367874f2053fde02f1a4866bef30a849d503133abac62ca09e279a54c6ad229816b1e57b49b144d5262b5bd9f0b18f0d79980f64e138cfddeb607fb62";
  await api.deps.db.update(passwords).set({ hash: scrypt }).where(eq(passwords.userId, userId));
  const others = await accountOf(other.email);

  expect(await errorOf(await login(old.email, "wrong-password"))).toEqual([401, "wrong_credentials"]);
  expect((await accountOf(old.email)).hash).toBe(scrypt);
  expect((await login(old.email, old.password)).status).toBe(200);
  expect((await accountOf(old.email)).hash).toMatch(/^\$argon2id\$/);
  expect(await accountOf(other.email)).toEqual(others);
  expect((await login(old.email, old.password)).status).toBe(200);
  expect(await errorOf(await login(old.email, "wrong-password"))).toEqual([401, "wrong_credentials"]);
});

test("a password is the same however a keyboard composes its letters", async () => {
  const composed = "caf\u00e9-noir-caf\u00e9";
  await signUp(api, "kira@flux.test", composed);
  expect((await login("kira@flux.test", composed.normalize("NFD"))).status).toBe(200);
});
