import { eq, sql } from "drizzle-orm";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf } from "../../../test/error-of.ts";
import { holdStill, waitingFor } from "../../../test/hold-still.ts";
import { startApi, type TestApi } from "../../../test/start-api.ts";
import { addUser } from "../users/add-user.ts";
import { addOwnWallet } from "../wallets/add-own-wallet.ts";
import { wallets } from "../wallets/tables.ts";
import { signedInSchema, siweNonceSchema } from "./schema.ts";
import { verifications } from "./tables.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function newMessage(account = privateKeyToAccount(generatePrivateKey())) {
  const asked = await (await api.post("/api/auth/siwe/nonce")).json();
  const { expiresAt, ...fields } = siweNonceSchema.strict().parse(asked);
  const message = createSiweMessage({
    ...{ ...fields, address: account.address, issuedAt: new Date() },
    expirationTime: new Date(expiresAt),
  });
  const signature = await account.signMessage({ message });
  return async () => api.post("/api/auth/siwe/verify", { message, signature });
}

test("a wallet that signs in twice at the same moment is one person", async () => {
  const { db } = api.deps;
  const account = privateKeyToAccount(generatePrivateKey());
  const messages = [await newMessage(account), await newMessage(account)];
  // The first stands still where it writes its wallet down, when the second has looked for it.
  const other = await holdStill(db, async (tx) => {
    const { id: userId } = await addUser(tx, { name: "Nobody" });
    await addOwnWallet(tx, { userId, address: account.address });
  });
  const both = messages.map((send) => send());
  await waitingFor(db, 2, ...both);
  await other.end("rollback");
  const people = await Promise.all(
    both.map(async (answer) => signedInSchema.strict().parse(await (await answer).json()).user.id),
  );
  expect(new Set(people).size).toBe(1);
  expect(await db.$count(wallets, eq(wallets.address, account.address))).toBe(1);
});

test("a nonce that is too old signs nobody in", async () => {
  const send = await newMessage();
  await api.deps.db.update(verifications).set({ expiresAt: sql`now() - interval '1 millisecond'` });
  expect(await errorOf(await send())).toEqual([401, "siwe_nonce_invalid"]);
});

test.each([
  ["taps", "tap", "/api/nfc/challenge"],
  ["nonces", "nonce", "/api/auth/siwe/nonce"],
] as const)("of %s one address gets so many a minute and no more", async (_, limit, path) => {
  const { points, keyPrefix } = api.deps.limits[limit];
  expect((await api.post(path)).ok).toBe(true);
  await api.deps.db.execute(
    sql`update flux.rate_limits set points = ${points - 1} where key like ${`${keyPrefix}:%`}`,
  );
  expect((await api.post(path)).ok).toBe(true);
  expect(await errorOf(await api.post(path))).toEqual([429, "too_many_requests"]);
});
