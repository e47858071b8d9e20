import { eq } from "drizzle-orm";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { errorOf } from "../../../test/error-of.ts";
import { mailedToken, signUp, startApi, type TestApi } from "../../../test/start-api.ts";
import { audit } from "../../audit/tables.ts";
import { uuidOf } from "../../http/public-id.ts";
import { confirmedSchema, meSchema, signedInSchema, siweNonceSchema, walletsSchema } from "./schema.ts";
import { registrations, sessions } from "./tables.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

type Bearer = { authorization: string };
const password = "four-words-are-better";
const wallet = () => privateKeyToAccount(generatePrivateKey());

let email: string;
let me: Awaited<ReturnType<typeof signUp>>;
beforeEach(async () => {
  email = `kira-${crypto.randomUUID()}@flux.test`;
  me = await signUp(api, email);
});

async function signedMessage(account: PrivateKeyAccount) {
  const asked = await (await api.post("/api/auth/siwe/nonce")).json();
  const { expiresAt, ...fields } = siweNonceSchema.strict().parse(asked);
  const times = { issuedAt: new Date(), expirationTime: new Date(expiresAt) };
  const message = createSiweMessage({ ...fields, ...times, address: account.address });
  return { message, signature: await account.signMessage({ message }) };
}
async function signInWith(account: PrivateKeyAccount) {
  const answer = await api.post("/api/auth/siwe/verify", await signedMessage(account));
  const { token, user } = signedInSchema.strict().parse(await answer.json());
  return { user, bearer: { authorization: `Bearer ${token}` } };
}
const link = async (account: PrivateKeyAccount, bearer: Bearer = me.bearer) =>
  api.post("/api/auth/wallets", await signedMessage(account), bearer);
const unlink = (address: string, bearer: Bearer = me.bearer) =>
  api.app.request(`/api/auth/wallets/${address}`, { method: "DELETE", headers: bearer });
const confirm = (proof: object, bearer: Bearer = me.bearer) => api.post("/api/auth/confirm", proof, bearer);
const meOf = async (bearer: Bearer) =>
  meSchema.strict().parse(await (await api.get("/api/auth/me", bearer)).json());
/** As if everybody had signed in an hour ago. */
const letConfirmationsEnd = () =>
  api.deps.db.update(sessions).set({ confirmedAt: new Date(Date.now() - 3_600_000) });
async function mailedCode(to: string, subject: RegExp) {
  const mail = (await api.mailsTo(to)).find((one) => subject.test(one.subject));
  return /^\d{6}/.exec(mail?.subject ?? "")?.[0] ?? "";
}
const another = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

describe("a wallet", () => {
  test("that is linked signs in to the account, and is told of by mail", async () => {
    const own = wallet();
    const { wallets } = walletsSchema.strict().parse(await (await link(own)).json());
    expect(wallets.map(({ kind, address }) => [kind, kind === "own" && address])).toEqual([
      ["custody", false],
      ["own", own.address],
    ]);
    expect((await signInWith(own)).user.id).toBe(me.userId);
    expect((await api.mailsTo(email)).map(({ subject }) => subject)).toContain(
      "A wallet was linked to your account",
    );
    expect((await link(own)).status).toBe(200);
  });

  test("that has an account is never taken from it, and the two are never made one", async () => {
    const theirs = wallet();
    const { user } = await signInWith(theirs);
    expect(await errorOf(await link(theirs))).toEqual([409, "wallet_taken"]);
    expect((await signInWith(theirs)).user.id).toBe(user.id);
  });

  test("that two accounts link at the same moment is one's", async () => {
    const own = wallet();
    const other = await signUp(api, `other-${crypto.randomUUID()}@flux.test`);
    const answers = await Promise.all([link(own), link(own, other.bearer)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test("is linked and unlinked only within ten minutes of showing who one is", async () => {
    const [first, second] = [wallet(), wallet()];
    await link(first);
    await letConfirmationsEnd();
    expect(await errorOf(await link(second))).toEqual([403, "confirmation_needed"]);
    expect(await errorOf(await unlink(first.address))).toEqual([403, "confirmation_needed"]);
    await confirm({ password });
    expect((await link(second)).status).toBe(200);
    expect((await unlink(first.address)).status).toBe(200);
  });

  test("that was unlinked signs in to that account no more, and may be linked by another", async () => {
    const own = wallet();
    await link(own);
    const { wallets } = walletsSchema.strict().parse(await (await unlink(own.address)).json());
    expect(wallets.map(({ kind }) => kind)).toEqual(["custody"]);
    const other = await signUp(api, `other-${crypto.randomUUID()}@flux.test`);
    expect((await link(own, other.bearer)).status).toBe(200);
    expect((await signInWith(own)).user.id).toBe(other.userId);
    expect(await errorOf(await unlink(own.address))).toEqual([403, "wallet_not_yours"]);
  });

  test("that is the only way in stays, also when two are unlinked at the same moment", async () => {
    const [first, second] = [wallet(), wallet()];
    const { bearer } = await signInWith(first);
    expect(await errorOf(await unlink(first.address, bearer))).toEqual([409, "last_way_in"]);
    await link(second, bearer);
    const answers = await Promise.all([unlink(first.address, bearer), unlink(second.address, bearer)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await meOf(bearer)).wallets).toHaveLength(1);
  });

  test("in custody cannot be unlinked", async () => {
    const [custody] = (await meOf(me.bearer)).wallets;
    expect(await errorOf(await unlink(custody?.address ?? ""))).toEqual([403, "wallet_not_yours"]);
  });

  test("leaves its linking and unlinking in the audit log", async () => {
    const own = wallet();
    await link(own);
    await unlink(own.address);
    const rows = await api.deps.db
      .select()
      .from(audit)
      .where(eq(audit.actor, uuidOf(me.userId)))
      .orderBy(audit.id);
    const address = own.address;
    expect(rows.slice(-2).map(({ act, details }) => [act, details])).toEqual([
      ["wallet_linked", { address }],
      ["wallet_unlinked", { address }],
    ]);
  });
});

describe("showing who one is", () => {
  test("takes the password, a mailed code, or one's own wallet, and counts for ten minutes", async () => {
    const own = wallet();
    await link(own);
    await api.post("/api/auth/confirm/code", undefined, me.bearer);
    for (const proof of [
      { password },
      { code: await mailedCode(email, /is your code/) },
      await signedMessage(own),
    ]) {
      await letConfirmationsEnd();
      const { confirmedUntil } = confirmedSchema.strict().parse(await (await confirm(proof)).json());
      expect(Math.round((Date.parse(confirmedUntil) - Date.now()) / 60_000)).toBe(10);
      expect((await link(wallet())).status).toBe(200);
    }
  });

  test("is refused to a wrong password, a wrong code and somebody else's wallet", async () => {
    await api.post("/api/auth/confirm/code", undefined, me.bearer);
    await letConfirmationsEnd();
    const wrong = another(await mailedCode(email, /is your code/));
    expect(await errorOf(await confirm({ password: "wrong" }))).toEqual([403, "wrong_password"]);
    expect(await errorOf(await confirm({ code: wrong }))).toEqual([400, "code_invalid"]);
    expect(await errorOf(await confirm(await signedMessage(wallet())))).toEqual([403, "wallet_not_yours"]);
    expect(await errorOf(await link(wallet()))).toEqual([403, "confirmation_needed"]);
  });

  test("takes a code once, in the session that asked for it, and the newest alone", async () => {
    const other = await api.post("/api/auth/login", { email, password });
    const { token } = signedInSchema.parse(await other.json());
    const ask = () => api.post("/api/auth/confirm/code", undefined, me.bearer);
    await ask();
    const first = await mailedCode(email, /is your code/);
    expect(await errorOf(await confirm({ code: first }, { authorization: `Bearer ${token}` }))).toEqual([
      400,
      "code_invalid",
    ]);
    await ask();
    const second = await mailedCode(email, /is your code/);
    if (first !== second)
      expect(await errorOf(await confirm({ code: first }))).toEqual([400, "code_invalid"]);
    expect((await confirm({ code: second })).status).toBe(200);
    expect(await errorOf(await confirm({ code: second }))).toEqual([400, "code_invalid"]);
  });

  test("takes five tries with a code in ten minutes, many at once too", async () => {
    await api.post("/api/auth/confirm/code", undefined, me.bearer);
    const code = await mailedCode(email, /is your code/);
    const wrong = Array.from({ length: 12 }, (_, i) =>
      String((Number(code) + i + 1) % 1_000_000).padStart(6, "0"),
    );
    const answers = await Promise.all(wrong.map((its) => confirm({ code: its })));
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(5);
    expect((await confirm({ code })).status).toBe(429);
  });

  test("has no mail for who came with a wallet alone", async () => {
    const { bearer } = await signInWith(wallet());
    expect(await errorOf(await api.post("/api/auth/confirm/code", undefined, bearer))).toEqual([
      409,
      "no_mailbox",
    ]);
  });
});

describe("an account of a wallet", () => {
  const ask = (to: string, bearer: Bearer) => api.post("/api/auth/email", { email: to }, bearer);
  const prove = (code: string, bearer: Bearer) => api.post("/api/auth/email/confirm", { code }, bearer);

  test("gets an e-mail address by the code mailed to it, and a password by a mailed link from then on", async () => {
    const own = wallet();
    const { bearer, user } = await signInWith(own);
    const to = `added-${crypto.randomUUID()}@flux.test`;
    expect((await ask(to, bearer)).status).toBe(202);
    const code = await mailedCode(to, /adds this address/);
    expect(await errorOf(await prove(another(code), bearer))).toEqual([400, "code_invalid"]);
    expect((await prove(code, bearer)).status).toBe(200);
    expect((await meOf(bearer)).user).toMatchObject({ id: user.id, email: to, emailVerified: true });
    expect(await errorOf(await ask("more@flux.test", bearer))).toEqual([409, "has_email"]);
    expect((await signInWith(own)).user.id).toBe(user.id);
  });

  test("does not get an address that has an account, nor says that it has one", async () => {
    const { bearer } = await signInWith(wallet());
    expect((await ask(email, bearer)).status).toBe(202);
    const [mail] = await api.mailsTo(email);
    expect(mail?.subject).toBe("This address has an account already");
    expect(mail?.text).not.toMatch(/\d{6}/);
    expect((await meOf(bearer)).user.email).toBeNull();
  });

  test("ends the sign-ups of the address: no password that another typed for it works", async () => {
    const to = `added-${crypto.randomUUID()}@flux.test`;
    await api.post("/api/auth/register", { email: to, password: "strangers-four-words", name: "X" });
    const token = await mailedToken(api, to);
    const { bearer } = await signInWith(wallet());
    await ask(to, bearer);
    await prove(await mailedCode(to, /adds this address/), bearer);
    expect(await api.deps.db.$count(registrations, eq(registrations.email, to))).toBe(0);
    const verify = api.post("/api/auth/verify-email", { token, password: "strangers-four-words" });
    expect(await errorOf(await verify)).toEqual([400, "verification_token_invalid"]);
    const login = api.post("/api/auth/login", { email: to, password: "strangers-four-words" });
    expect(await errorOf(await login)).toEqual([401, "wrong_credentials"]);
  });

  test("loses an address to the sign-up whose link was opened first", async () => {
    const to = `raced-${crypto.randomUUID()}@flux.test`;
    await api.post("/api/auth/register", { email: to, password, name: "Kira" });
    const token = await mailedToken(api, to);
    const { bearer } = await signInWith(wallet());
    await ask(to, bearer);
    const code = await mailedCode(to, /adds this address/);
    const [opened, added] = await Promise.all([
      api.post("/api/auth/verify-email", { token, password }),
      prove(code, bearer),
    ]);
    expect([opened.status, added.status].sort()).toEqual([200, 400]);
  });
});
