import { spawn } from "node:child_process";
import { once } from "node:events";
import { eq, inArray } from "drizzle-orm";
import { type Hex, keccak256 } from "viem";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import type { CrashPoint } from "../../src/minter/crash-point.ts";
import { lookAtDueMints } from "../../src/minter/look-at-due-mints.ts";
import { mints } from "../../src/minter/tables.ts";
import { watchDoubt } from "../../src/reconciler/watch-doubt.ts";
import { doubtOf } from "../../src/restored/doubt.ts";
import { type ChainedShop, eventually, newAddress, openChainedShop } from "./open-chained-shop.ts";
import { type PaidMint, watchMints } from "./watch-mints.ts";

let shop: ChainedShop;
let serial = 0;

beforeAll(async () => {
  shop = await openChainedShop();
});
afterEach(() => shop?.stopMinters());
afterAll(() => shop?.close());

const { stateOf, mined, mintEvents } = watchMints(() => shop);
const holderOf = (mint: PaidMint) =>
  shop.flux.chain.readContract({ ...shop.flux.onGarment, functionName: "ownerOf", args: [mint.tokenId] });

test("garments paid for by several people are minted once each, to their buyers, in one transaction", async () => {
  const paid = await Promise.all([30, 10, 20, 40].map((n) => shop.payFor(n)));
  shop.startMinter();
  const rows = await Promise.all(paid.map(mined));
  expect(new Set(rows.map((row) => row.hash)).size).toBe(1);
  for (const mint of paid) {
    expect(await mintEvents(mint)).toHaveLength(1);
    expect(await holderOf(mint)).toBe(mint.to);
  }
  expect(rows[0]).toMatchObject({
    blockNumber: expect.any(BigInt),
    gasUsed: expect.any(BigInt),
    failure: null,
  });
});

test("the payment itself wakes the minter: it looks by itself no more than once an hour here", async () => {
  shop.startMinter({ idleMs: 3_600_000 });
  await mined(await shop.payFor(98));
  await mined(await shop.payFor(99));
});

test("a minted garment becomes final", async () => {
  shop.startMinter();
  const mint = await shop.payFor(100);
  await mined(mint);
  await eventually("finality", async () => (await stateOf(mint)).state === "final");
});

test.each(["signed_not_stored", "stored_not_sent", "sent_not_recorded", "mined_not_recorded"] as const)(
  "a worker killed at %s mints once after its restart",
  async (point) => {
    const mint = await shop.payFor(200 + ++serial);
    const worker = spawnMinter(point);
    const [, signal] = await once(worker, "close");
    expect(signal).toBe("SIGKILL");
    expect((await stateOf(mint)).state).not.toBe("mined");
    const nonce = await minterNonce();
    shop.startMinter();
    const row = await mined(mint);
    expect(await mintEvents(mint)).toHaveLength(1);
    expect(row.failure).toBeNull();
    // The stored bytes were sent again: no second transaction was made for them.
    const used = { signed_not_stored: 1, stored_not_sent: 1, sent_not_recorded: 0, mined_not_recorded: 0 };
    expect((await minterNonce()) - nonce).toBe(used[point]);
  },
);

test("two workers alive at once mint each garment once", async () => {
  shop.startMinter();
  shop.startMinter();
  const paid = await Promise.all(Array.from({ length: 60 }, (_, n) => shop.payFor(300 + n)));
  const rows = await Promise.all(paid.map(mined));
  for (const mint of paid) expect(await mintEvents(mint)).toHaveLength(1);
  expect(rows.every((row) => row.failure === null)).toBe(true);
});

test("a mint that the contract refuses is parked with its reason and holds up nobody", async () => {
  const good = [await shop.payFor(400), await shop.payFor(401)];
  const taken = await shop.payFor(402);
  // Somebody minted this garment with another tag.
  await shop.flux.mint(1, 402, newAddress());
  shop.startMinter();
  for (const mint of good) expect((await mined(mint)).failure).toBeNull();
  // They were never put off for its sake.
  const items = good.map(({ orderItemId }) => orderItemId);
  const tries = shop.deps.db.select({ tries: mints.tries }).from(mints);
  expect(await tries.where(inArray(mints.orderItemId, items))).toEqual([{ tries: 0 }, { tries: 0 }]);
  const refused = await eventually("the refusal", async () => {
    const row = await stateOf(taken);
    return row.failure && row;
  });
  // A node that is behind may say so once: it is asked again before it is believed.
  expect(refused).toMatchObject({ state: "queued", failure: "FluxGarmentTokenTaken(1000402)" });
  await shop.deps.db
    .update(mints)
    .set({ tries: 5, dueAt: new Date() })
    .where(eq(mints.orderItemId, taken.orderItemId));
  const parked = await eventually("parking", async () => {
    const row = await stateOf(taken);
    return row.state === "parked" && row;
  });
  expect(parked.failure).toBe("FluxGarmentTokenTaken(1000402)");
});

test("mints wait while the contract is paused and go out when it is not", async () => {
  const { chain, onGarment, mined: minedOnChain } = shop.flux;
  await grantPauser();
  await minedOnChain(await chain.writeContract({ ...onGarment, functionName: "pause" }));
  const mint = await shop.payFor(450);
  shop.startMinter();
  const waiting = await eventually("the pause to be noticed", async () => {
    const row = await stateOf(mint);
    return row.failure && row;
  });
  expect(waiting).toMatchObject({ state: "queued", failure: "EnforcedPause()" });
  await minedOnChain(await chain.writeContract({ ...onGarment, functionName: "unpause" }));
  expect((await mined(mint)).failure).toBeNull();
});

test("a garment that the chain has already, for this very order, is not sent again", async () => {
  const mint = await shop.payFor(460);
  const [{ orderRef }] = (await shop.deps.db
    .select()
    .from(mints)
    .where(eq(mints.orderItemId, mint.orderItemId))) as [typeof mints.$inferSelect];
  await mintFromOutside(mint, orderRef);
  const nonce = await minterNonce();
  shop.startMinter();
  await eventually("the mint to close", async () => (await stateOf(mint)).state === "final");
  expect(await minterNonce()).toBe(nonce);
});

test("a garment that the chain has for another order is nobody's second: its mint is parked", async () => {
  const mint = await shop.payFor(461);
  await mintFromOutside(mint, keccak256("0x5ec0"));
  const nonce = await minterNonce();
  shop.startMinter();
  const parked = await eventually("parking", async () => {
    const row = await stateOf(mint);
    return row.state === "parked" && row;
  });
  expect(parked.failure).toMatch(/^the token was minted for another order \(0x/);
  expect(await minterNonce()).toBe(nonce);
});

test("a mint that somebody else's overtakes on its way is not called done", async () => {
  const mint = await shop.payFor(462);
  await shop.flux.chain.setAutomine(false);
  onTestFinished(() => shop.flux.chain.setAutomine(true));
  shop.startMinter();
  const { hash } = await eventually("the mint to be under way", async () => {
    const row = await stateOf(mint);
    return row.state === "sent" && row;
  });
  // The node forgets ours, and mines another one of the same garment before ours comes again.
  const { chain } = shop.flux;
  await chain.dropTransaction({ hash: hash as Hex });
  await chain.setAutomine(true);
  await mintFromOutside(mint, keccak256("0x5ec1"));
  await eventually(
    "parking",
    async () => (await stateOf(mint)).state === "parked",
    async () => [await stateOf(mint), await mintEvents(mint)],
  );
});

async function mintFromOutside({ to, tokenId, tagHash }: PaidMint, orderRef: Hex) {
  const { chain, onGarment, mined: minedOnChain } = shop.flux;
  const args = [{ to, tokenId, tagHash, orderRef }] as const;
  await minedOnChain(await chain.writeContract({ ...onGarment, functionName: "mintProduct", args }));
}

test("a mint whose block was reorganised away is sent again, with the same bytes", async () => {
  shop.startMinter();
  const mint = await shop.payFor(470);
  const first = await mined(mint);
  await shop.flux.chain.request({ method: "anvil_reorg", params: [1, []] } as never);
  await eventually("the reorganisation to be healed", async () => {
    const events = await mintEvents(mint);
    const row = await stateOf(mint);
    return events.length === 1 && row.state !== "sent" && row.hash === first.hash;
  });
  expect(await holderOf(mint)).toBe(mint.to);
});

test("a chain that lost what was final gets the same transactions again, from the worker that runs", async () => {
  const { chain } = shop.flux;
  const snapshot = await chain.snapshot();
  shop.startMinter();
  const mint = await shop.payFor(475);
  const first = await mined(mint);
  await eventually("finality", async () => (await stateOf(mint)).state === "final");
  // The worker that called it final is at work: it notices by itself.
  await chain.revert({ id: snapshot });
  await eventually("the mint to be there again", async () => (await mintEvents(mint)).length === 1);
  expect((await mined(mint)).hash).toBe(first.hash);
});

test("a nonce that somebody else used with the key holds up the next mint only until the books are reconciled", async () => {
  const first = await shop.payFor(480);
  shop.startMinter();
  await mined(first);
  await shop.stopMinters();
  const { chain, deps } = { chain: shop.flux.chain, deps: shop.deps };
  const address = shop.signers.minter.address;
  const raw = await shop.signers.minter.signTransaction({
    ...{ type: "eip1559", chainId: 31337, to: address, gas: 21_000n, nonce: await minterNonce() },
    ...(await deps.chain.fees()),
  });
  await shop.flux.mined(await chain.sendRawTransaction({ serializedTransaction: raw }));
  const next = await shop.payFor(481);
  shop.startMinter();
  await eventually("doubt", () => doubtOf(deps.db));
  expect(await mintEvents(next)).toHaveLength(0);
  const watch = await watchDoubt(deps);
  try {
    await mined(next);
  } finally {
    await watch.stop();
  }
  expect(await mintEvents(next)).toHaveLength(1);
});

const sending = () => ({
  ...shop.deps,
  sender: shop.signers.minter.address,
  gasCeiling: async () => 12_000_000n,
});

test("a mint that was put off travels alone, after those that were not", async () => {
  const putOff = [await shop.payFor(500), await shop.payFor(501)];
  const mintId = async (mint: PaidMint) => (await stateOf(mint)).id;
  for (const mint of putOff)
    await shop.deps.db.update(mints).set({ tries: 1 }).where(eq(mints.orderItemId, mint.orderItemId));
  const fresh = await shop.payFor(502);
  const collect = await lookAtDueMints(sending(), 8);
  const together = (await collect()).outgoing.map(({ requestIds }) => requestIds);
  expect(together[0]).toEqual([await mintId(fresh)]);
  expect(together.slice(1).sort()).toEqual((await Promise.all(putOff.map(mintId))).sort().map((id) => [id]));
  shop.startMinter();
  await Promise.all(putOff.map(mined));
});

const minterNonce = () => shop.flux.chain.getTransactionCount({ address: shop.signers.minter.address });

async function grantPauser() {
  const { chain, onGarment, mined: minedOnChain } = shop.flux;
  const role = await chain.readContract({ ...onGarment, functionName: "PAUSER_ROLE" });
  const args = [role, chain.account.address] as const;
  await minedOnChain(await chain.writeContract({ ...onGarment, functionName: "grantRole", args }));
}

/** A worker in a process of its own, which dies at the point. */
function spawnMinter(point: CrashPoint) {
  const file = new URL("./minter-process.ts", import.meta.url).pathname;
  const env = { PATH: process.env.PATH, ...shop.workerEnv, FAULT_POINT: point };
  return spawn(process.execPath, [file], { env, stdio: ["ignore", "inherit", "inherit"] });
}
