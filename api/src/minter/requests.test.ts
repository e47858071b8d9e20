import { randomBytes, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Hex } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApi, type TestApi } from "../../test/start-api.ts";
import { localSigners } from "../adapters/chain/signer.ts";
import { attachRequests, requeueRequests } from "./requests.ts";
import { type Outgoing, storeBeforeSend } from "./store-before-send.ts";
import { mints, signers, transactions } from "./tables.ts";

let api: TestApi;
let tokenId = 1_000_000n;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const { minter } = localSigners({ MINTER_KEY: randomHex(32), RELAYER_KEY: randomHex(32) });
const signer = () => minter.address;

async function newMint(values: Partial<typeof mints.$inferInsert> = {}) {
  const request = { garmentId: randomUUID(), orderItemId: randomUUID(), tokenId: ++tokenId };
  const chained = { to: signer(), tagHash: randomHex(32), orderRef: randomHex(32) };
  const [mint] = await api.deps.db
    .insert(mints)
    .values({ ...request, ...chained, ...values })
    .returning();
  if (!mint) throw new Error("no mint");
  return mint;
}
let nonce = 0;
async function newTransaction() {
  const [row] = await api.deps.db
    .insert(transactions)
    .values({ signer: signer(), nonce: ++nonce, purpose: "mint", raw: randomHex(64), hash: randomHex(32) })
    .returning();
  if (!row) throw new Error("no transaction");
  return row;
}
const read = async (id: string) => (await api.deps.db.select().from(mints).where(eq(mints.id, id)))[0];

test("a request that has left the queue is put onto no second transaction, and takes none along", async () => {
  const [first, second] = [await newTransaction(), await newTransaction()];
  const [gone, waiting] = [await newMint(), await newMint()];
  await api.deps.db.transaction((tx) => attachRequests(tx, "mint", [gone.id], first.id));
  const attach = api.deps.db.transaction((tx) =>
    attachRequests(tx, "mint", [gone.id, waiting.id], second.id),
  );
  await expect(attach).rejects.toThrow("another worker took some");
  expect(await read(gone.id)).toMatchObject({ state: "sent", transactionId: first.id });
  expect(await read(waiting.id)).toMatchObject({ state: "queued", transactionId: null });
});

test("what reverts goes back to the queue for later, and at the eighth time to a person", async () => {
  const { id: transactionId } = await newTransaction();
  const [again, last] = [
    await newMint({ transactionId, state: "sent", tries: 6 }),
    await newMint({ transactionId, state: "sent", tries: 7 }),
  ];
  await api.deps.db.transaction((tx) => requeueRequests(tx, "mint", transactionId, "reverted"));
  expect(await read(again.id)).toMatchObject({ state: "queued", tries: 7, transactionId: null });
  expect((await read(again.id))?.dueAt.getTime()).toBeGreaterThan(Date.now());
  expect(await read(last.id)).toMatchObject({ state: "failed", failure: "reverted" });
});

test("a call that wants more gas than any of ours needs is not signed", async () => {
  const address = signer();
  await api.deps.db.insert(signers).values({
    address,
    nextNonce: 0,
    leaseHolder: "one",
    leaseUntil: sql`now() + interval '1 minute'`,
    fence: 1,
  });
  const lease = { address, fence: 1, nextNonce: 0 };
  const outgoing: Outgoing = { purpose: "mint", requestIds: [], to: address, data: "0x", gas: 10_000_001n };
  const stored = storeBeforeSend(api.deps, { signer: minter, lease, outgoing });
  await expect(stored).rejects.toThrow("is over the ceiling of 12000000");
});

function randomHex(bytes: number): Hex {
  return `0x${randomBytes(bytes).toString("hex")}`;
}
