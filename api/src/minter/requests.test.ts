import { randomBytes, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Hex } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApi, type TestApi } from "../../test/start-api.ts";
import { openSigners } from "../adapters/chain/open-signers.ts";
import { attachRequests, completeRequest, parkRequest, putOffRequest, requeueRequests } from "./requests.ts";
import { mints, transactions } from "./tables.ts";

let api: TestApi;
let tokenId = 1_000_000n;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const { minter } = await openSigners({ MINTER_KEY: randomHex(32), RELAYER_KEY: randomHex(32) });
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
    .values({ signer: signer(), nonce: ++nonce, purpose: "mint", hash: randomHex(32) })
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
  expect(await read(gone.id)).toMatchObject({ state: "signed", transactionId: first.id });
  expect(await read(waiting.id)).toMatchObject({ state: "queued", transactionId: null });
});

test("what reverts goes back to the queue for later, and at the eighth time to a person", async () => {
  const transaction = await newTransaction();
  const transactionId = transaction.id;
  const [again, last] = [
    await newMint({ transactionId, state: "sent", tries: 6 }),
    await newMint({ transactionId, state: "sent", tries: 7 }),
  ];
  await api.deps.db.transaction((tx) => requeueRequests(tx, transaction, "reverted"));
  expect(await read(again.id)).toMatchObject({ state: "queued", tries: 7, transactionId: null });
  expect((await read(again.id))?.dueAt.getTime()).toBeGreaterThan(Date.now());
  expect(await read(last.id)).toMatchObject({ state: "parked", failure: "reverted" });
});

test("what a fill's transaction did after all, or one that had reverted, belongs to it and is looked at anew", async () => {
  const { db } = api.deps;
  const filled = await newTransaction();
  const reverted = await newTransaction();
  await db
    .update(transactions)
    .set({ purpose: "fill", state: "final" })
    .where(eq(transactions.id, filled.id));
  await db.update(transactions).set({ state: "reverted" }).where(eq(transactions.id, reverted.id));
  const [ofFill, ofReverted] = [await newMint(), await newMint()];
  await completeRequest(db, "mint", ofFill.id, filled.id);
  await completeRequest(db, "mint", ofReverted.id, reverted.id);
  expect(await read(ofFill.id)).toMatchObject({ state: "final", transactionId: filled.id });
  expect(await read(ofReverted.id)).toMatchObject({ state: "mined", transactionId: reverted.id });
  const rows = await db.select().from(transactions).orderBy(transactions.nonce);
  expect(rows.slice(-2)).toMatchObject([
    { purpose: "mint", state: "final" },
    { purpose: "mint", state: "mined" },
  ]);
});

test("a reason that is no text is written down as far as it is one", async () => {
  const { id } = await newMint();
  await putOffRequest(api.deps.db, "mint", id, {
    reason: `no\0 \ud800 way ${"x".repeat(400)}`,
    lasting: false,
  });
  expect((await read(id))?.failure).toMatch(/^no +\ufffd way x{280,}$/);
});

test("a refusal that cannot pass is believed at the sixth time, one that may pass never is", async () => {
  const [forGood, forNow] = [await newMint({ tries: 4 }), await newMint({ tries: 40 })];
  const refusal = (lasting: boolean) => ({ reason: "refused", lasting });
  const refuse = (id: string, lasting: boolean) => putOffRequest(api.deps.db, "mint", id, refusal(lasting));
  expect(await refuse(forGood.id, true)).toBe("queued");
  expect(await refuse(forGood.id, true)).toBe("parked");
  expect(await refuse(forNow.id, false)).toBe("queued");
  const later = (await read(forNow.id))?.dueAt.getTime() ?? 0;
  expect(later - Date.now()).toBeLessThanOrEqual(300_000);
  expect(later - Date.now()).toBeGreaterThan(240_000);
});

function randomHex(bytes: number): Hex {
  return `0x${randomBytes(bytes).toString("hex")}`;
}

test("a worker that was stopped for long parks no mint that was ended or sent meanwhile", async () => {
  for (const state of ["signed", "sent", "final", "given_up"] as const) {
    const mint = await newMint({ state });
    await parkRequest(api.deps.db, "mint", mint.id, "late");
    expect(await read(mint.id)).toEqual(mint);
  }
  const waiting = await newMint();
  await parkRequest(api.deps.db, "mint", waiting.id, "now");
  expect(await read(waiting.id)).toMatchObject({ state: "parked", failure: "now" });
});
