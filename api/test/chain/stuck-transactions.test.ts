import { fluxGarmentAbi } from "@flux/contracts";
import { and, desc, eq } from "drizzle-orm";
import { encodeFunctionData, type Hex, keccak256, parseEther, parseGwei } from "viem";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Fees } from "../../src/adapters/chain/fees.ts";
import { confirmTransactions } from "../../src/minter/confirm-transactions.ts";
import { lookAtUnsettled, readUnsettled } from "../../src/minter/look-at-unsettled.ts";
import { mints, sends, transactions } from "../../src/minter/tables.ts";
import { type ChainedShop, eventually, openChainedShop } from "./open-chained-shop.ts";
import { type PaidMint, watchMints } from "./watch-mints.ts";

// What is stored can always be undone: nothing that FLUX ever signed may keep what comes after it waiting.

let shop: ChainedShop;
beforeAll(async () => {
  shop = await openChainedShop();
});
afterEach(() => shop?.stopMinters());
afterAll(() => shop?.close());

const { stateOf, mined, mintEvents } = watchMints(() => shop);
const nonceNow = () => shop.flux.chain.getTransactionCount({ address: shop.signers.minter.address });
/** All that was ever signed for a mint, the newest first. */
async function sendsOf({ orderItemId }: PaidMint) {
  const rows = await shop.deps.db
    .select({ send: sends })
    .from(sends)
    .innerJoin(mints, eq(mints.transactionId, sends.transactionId))
    .where(eq(mints.orderItemId, orderItemId))
    .orderBy(desc(sends.storedAt));
  return rows.map(({ send }) => send);
}

const longAgo = () => new Date(Date.now() - 60_000);

/** A paid garment whose mint an earlier worker signed like this, stored, and never sent. */
async function storedMint(serial: number, bytes: { gas: bigint; nonce: number } & Partial<Fees>) {
  const { db, chain } = shop.deps;
  const signer = shop.signers.minter;
  const mint = await shop.payFor(serial);
  const { to, tokenId, tagHash } = mint;
  const { orderRef } = (
    await db.select().from(mints).where(eq(mints.orderItemId, mint.orderItemId))
  )[0] as typeof mints.$inferSelect;
  const raw = await signer.signTransaction({
    ...{ type: "eip1559", chainId: chain.id, to: chain.contracts.FluxGarment },
    data: encodeFunctionData({
      abi: fluxGarmentAbi,
      functionName: "mintProduct",
      args: [{ to, tokenId, tagHash, orderRef }],
    }),
    ...(await chain.fees()),
    ...bytes,
  });
  const hash = keccak256(raw);
  const [row] = await db
    .insert(transactions)
    .values({ signer: signer.address, nonce: bytes.nonce, purpose: "mint", hash, storedAt: longAgo() })
    .returning();
  const transactionId = row?.id ?? "";
  await db.insert(sends).values({ transactionId, raw, hash, storedAt: longAgo() });
  await db
    .update(mints)
    .set({ state: "signed", transactionId })
    .where(eq(mints.orderItemId, mint.orderItemId));
  return mint;
}

test.each<[string, { gas: bigint } & Partial<Fees>]>([
  ["less gas than the call itself costs", { gas: 21_001n }],
  ["a fee below the block's own", { gas: 300_000n, maxFeePerGas: 1n, maxPriorityFeePerGas: 1n }],
  ["more than the account holds", { gas: 300_000n, maxFeePerGas: parseEther("1") }],
])("a stored mint with %s is signed anew, and those behind it go through", async (_, bytes) => {
  const serial = 10 + Number(await nonceNow());
  const stuck = await storedMint(serial, { ...bytes, nonce: await nonceNow() });
  const behind = await shop.payFor(serial + 500);
  shop.startMinter({ stuckAfterMs: 400 });
  await Promise.all([mined(stuck), mined(behind)]);
  expect(await mintEvents(stuck)).toHaveLength(1);
  expect(await mintEvents(behind)).toHaveLength(1);
  expect((await sendsOf(stuck)).length).toBe(2);
});

test("what is passed over is signed anew at a fifth more, and whichever is mined counts", async () => {
  const { chain } = shop.flux;
  await chain.setAutomine(false);
  onTestFinished(() => chain.setAutomine(true));
  shop.startMinter({ stuckAfterMs: 400 });
  const mint = await shop.payFor(200);
  await eventually("a replacement that the node took", async () => {
    const all = await sendsOf(mint);
    return all.length >= 2 && all[0]?.takenAt;
  });
  await shop.stopMinters();
  // On a slow day it was replaced more than once by then.
  const all = await sendsOf(mint);
  const at = all.findIndex(({ takenAt }) => takenAt);
  const [newer, older] = all.slice(at);
  if (!newer || !older) throw new Error("there are two");
  expect(await chain.getTransaction({ hash: newer.hash })).toMatchObject({ blockNumber: null });
  // The older one is mined after all: a miner may have had it.
  await chain.dropTransaction({ hash: newer.hash });
  await chain.sendRawTransaction({ serializedTransaction: older.raw });
  await chain.mine({ blocks: 1 });
  await chain.setAutomine(true);
  shop.startMinter();
  expect((await mined(mint)).hash).toBe(older.hash);
  expect(await mintEvents(mint)).toHaveLength(1);
});

test("a nonce that nothing takes is filled, and what stands behind it is mined, however much it is", async () => {
  const { signers, deps } = shop;
  const nonce = await nonceNow();
  // As many as may be under way.
  const behind = [];
  for (let at = 2; at < 10; at += 1)
    behind.push(await storedMint(290 + at, { gas: 300_000n, nonce: nonce + at }));
  shop.startMinter();
  await Promise.all(behind.map(mined));
  expect(await nonceNow()).toBe(nonce + 10);
  const fills = await deps.db
    .select()
    .from(transactions)
    .where(and(eq(transactions.signer, signers.minter.address), eq(transactions.purpose, "fill")));
  expect(fills.map((row) => row.nonce).sort()).toEqual([nonce, nonce + 1]);
});

test("a mint whose call the chain refuses by now gives its nonce back, and itself to the queue", async () => {
  const nonce = await nonceNow();
  const taken = await storedMint(310, { gas: 21_001n, nonce });
  // Somebody minted this garment for another order meanwhile.
  await shop.flux.mint(1, 310, shop.signers.relayer.address);
  const behind = await shop.payFor(311);
  shop.startMinter({ stuckAfterMs: 400 });
  await mined(behind);
  expect(await mintEvents(behind)).toHaveLength(1);
  const given = await eventually("the mint to be back in the queue", async () => {
    const row = await stateOf(taken);
    return row.state === "queued" && row;
  });
  expect(given.hash).toBeNull();
});

test("a transaction whose nonce another one took gives its mint back to the queue, after a silence", async () => {
  const { db, chain } = shop.deps;
  const signer = shop.signers.minter;
  const nonce = await nonceNow();
  const mint = await storedMint(315, { gas: 300_000n, nonce });
  const ofMint = eq(transactions.nonce, nonce);
  await db.update(transactions).set({ state: "sent", sentAt: new Date() }).where(ofMint);
  await db.update(sends).set({ triedAt: new Date(), takenAt: new Date() });
  const other = await signer.signTransaction({
    ...{ type: "eip1559", chainId: chain.id, to: signer.address, gas: 21_000n, nonce },
    ...(await chain.fees()),
  });
  await shop.flux.mined(await shop.flux.chain.sendRawTransaction({ serializedTransaction: other }));
  const looked = await lookAtUnsettled(shop.deps, await readUnsettled(shop.deps, signer.address));
  await confirmTransactions(shop.deps, { looked, used: nonce + 1 });
  // One node may know the new count before another knows the receipt.
  expect((await db.select().from(transactions).where(ofMint))[0]?.state).toBe("sent");
  await db.update(transactions).set({ sentAt: longAgo() }).where(ofMint);
  shop.startMinter();
  await mined(mint);
  expect((await db.select().from(transactions).where(ofMint))[0]?.state).toBe("displaced");
  expect(await mintEvents(mint)).toHaveLength(1);
});

test("a transaction that is mined between the look for it and the count of nonces is not called displaced", async () => {
  const { db } = shop.deps;
  const { address } = shop.signers.minter;
  const nonce = await nonceNow();
  const mint = await storedMint(317, { gas: 300_000n, nonce });
  const ofMint = eq(transactions.nonce, nonce);
  await db.update(transactions).set({ state: "sent", sentAt: longAgo() }).where(ofMint);
  await db.update(sends).set({ triedAt: longAgo(), takenAt: longAgo() });
  const looked = await lookAtUnsettled(shop.deps, await readUnsettled(shop.deps, address));
  const [send] = await sendsOf(mint);
  await shop.flux.mined(
    await shop.flux.chain.sendRawTransaction({ serializedTransaction: send?.raw ?? "0x" }),
  );
  await confirmTransactions(shop.deps, { looked, used: nonce + 1 });
  expect(await stateOf(mint)).toMatchObject({ state: "mined", failure: null });
});

test("what was called displaced and is mined after all has its hash", async () => {
  shop.startMinter();
  const mint = await shop.payFor(320);
  const { hash } = await mined(mint);
  await shop.stopMinters();
  // As a node leaves it that said too early that the nonce was used.
  await shop.deps.db
    .update(transactions)
    .set({ state: "displaced", minedAt: null, blockHash: null, blockNumber: null })
    .where(eq(transactions.hash, hash as Hex));
  await shop.deps.db
    .update(mints)
    .set({ state: "queued", transactionId: null, dueAt: new Date() })
    .where(eq(mints.orderItemId, mint.orderItemId));
  shop.startMinter();
  expect((await mined(mint)).hash).toBe(hash);
  expect(await mintEvents(mint)).toHaveLength(1);
});

test("gas that is dearer than the limit is waited out, and no mint fails for it", async () => {
  const { chain } = shop.flux;
  const before = await nonceNow();
  await chain.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei("5000") });
  await chain.mine({ blocks: 1 });
  const minter = shop.startMinter();
  const mint = await shop.payFor(330);
  await eventually("the price to be noticed", async () =>
    String(minter.signerLoops().find(({ purpose }) => purpose === "mint")?.lastError).includes(
      "MAX_FEE_PER_GAS_GWEI is 1000",
    ),
  );
  expect(await stateOf(mint)).toMatchObject({ state: "queued", failure: null });
  expect(await nonceNow()).toBe(before);
  // Each empty block is an eighth cheaper.
  await chain.mine({ blocks: 60 });
  await mined(mint);
});

test("a signer that has spent its day's money sends nothing more until some of it is a day old", async () => {
  const { db } = shop.deps;
  shop.startMinter();
  const first = await shop.payFor(340);
  const { hash } = await mined(first);
  await shop.stopMinters();
  const ofFirst = eq(transactions.hash, hash as Hex);
  await db
    .update(transactions)
    .set({ feeWei: parseEther("200") })
    .where(ofFirst);
  const second = await shop.payFor(341);
  const minter = shop.startMinter();
  await eventually("the limit to be noticed", async () =>
    String(minter.signerLoops().find(({ purpose }) => purpose === "mint")?.lastError).includes(
      "MAX_DAILY_FEE_POL is 200",
    ),
  );
  expect((await stateOf(second)).state).toBe("queued");
  await db
    .update(transactions)
    .set({ minedAt: new Date(Date.now() - 25 * 3_600_000) })
    .where(ofFirst);
  await mined(second);
});
