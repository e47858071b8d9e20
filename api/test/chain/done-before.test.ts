import { randomUUID } from "node:crypto";
import { tokenIdOf } from "@flux/contracts";
import { eq, sql } from "drizzle-orm";
import type { Address, Hex } from "viem";
import { keccak256, parseEther } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { logsOfAtMost, stateSince } from "../../../test/harness/rpc-lies.ts";
import { orderRefOf } from "../../src/minter/request-mint.ts";
import { requestRelay, transferKey } from "../../src/minter/request-relay.ts";
import { mints, type RelayAct, relays, sends } from "../../src/minter/tables.ts";
import { nothingFinalSince } from "../faults/nothing-final.ts";
import { mintedOnce } from "./minted-once.ts";
import { type ChainedShop, eventually, newAddress, openChainedShop } from "./open-chained-shop.ts";

// What the chain shows as done already, by bytes of ours that nobody remembers or by somebody's own hand: here, by theirs. The
// node gives the logs of ten blocks at once, as public ones do, and all is longer ago than that.

const custodyIndex = 1;
let shop: ChainedShop;
let holder: Address;
beforeAll(async () => {
  // A chain whose clock is far behind: a block is final as soon as it is there.
  shop = await openChainedShop({ throughProxy: true, chainBehindSec: 7 * 86_400 });
  holder = await shop.deps.custody.addressOf(custodyIndex);
  await shop.flux.openDesign(1n);
  await letAct(holder);
});
beforeEach(async () => {
  await longAgo();
  shop.rpc?.set(fewLogs);
});
afterEach(() => shop.stopMinters());
afterAll(() => shop?.close());

const fewLogs = logsOfAtMost(10);
const longAgo = () => shop.flux.chain.mine({ blocks: 60 });
const head = () => shop.flux.chain.getBlockNumber({ cacheTime: 0 });

/** Lets an address whose key we do not have send transactions. */
async function letAct(address: Address) {
  await shop.flux.chain.impersonateAccount({ address });
  await shop.flux.chain.setBalance({ address, value: parseEther("1") });
  return address;
}

async function mintToHolder(serial: number) {
  await shop.flux.mint(1, serial, holder);
  return tokenIdOf(1, serial);
}

async function request(key: string, act: RelayAct) {
  const relay = { key, userId: randomUUID(), act, custodyIndex };
  await shop.deps.db.transaction((tx) => requestRelay(tx, relay));
  return async () => {
    const [row] = await shop.deps.db.select().from(relays).where(eq(relays.key, key));
    if (!row) throw new Error(`the relay ${key} is gone`);
    return row;
  };
}

/** The minter looks at a relay while nothing is final; then the block in which it was done is replaced by an empty one. */
async function forgetBeforeFinal(read: Awaited<ReturnType<typeof request>>) {
  shop.rpc?.set(nothingFinalSince(await head()), fewLogs);
  shop.startMinter({ idleMs: 100 });
  await eventually(
    "a look at the relay",
    async () => (await read()).tries > 0 || (await read()).state !== "queued",
    read,
  );
  expect((await read()).state).toBe("queued");
  await shop.flux.reorg(1);
  shop.rpc?.set(fewLogs);
  await eventually("the relay's own transaction", async () => (await read()).state === "final", read);
  await shop.stopMinters();
  expect((await read()).transactionId).not.toBeNull();
}

const ownerOf = (tokenId: bigint) =>
  shop.flux.chain.readContract({ ...shop.flux.onGarment, functionName: "ownerOf", args: [tokenId] });

function sendByHand(from: Address, tokenId: bigint, to: Address) {
  const args = [from, to, tokenId] as const;
  const call = { ...shop.flux.onGarment, account: from, functionName: "transferFrom", args } as const;
  return shop.flux.chain.writeContract(call).then(shop.flux.mined);
}

function voteByHand(voter: Address, tokenId: bigint) {
  const args = [1n, [tokenId]] as const;
  const call = { ...shop.flux.onVoting, account: voter, functionName: "vote", args } as const;
  return shop.flux.chain.writeContract(call).then(shop.flux.mined);
}

const transferTo = (tokenId: bigint, to: Address): RelayAct => {
  return { kind: "transfer", tokenId: String(tokenId), from: holder, to, moves: "0" };
};
const voteWith = (tokenId: bigint): RelayAct => {
  const tokenIds = [String(tokenId)];
  return { kind: "vote", designId: "1", voter: holder, tokenIds };
};

test("a transfer that was made before is done once that is final, and is made again when the chain forgets it", async () => {
  const tokenId = await mintToHolder(1);
  const to = newAddress();
  await sendByHand(holder, tokenId, to);
  await forgetBeforeFinal(await request(transferKey(tokenId, 0n), transferTo(tokenId, to)));
  expect(await ownerOf(tokenId)).toBe(to);
});

test("a ballot that was cast before is done once that is final, and is cast again when the chain forgets it", async () => {
  const tokenId = await mintToHolder(2);
  await voteByHand(holder, tokenId);
  await forgetBeforeFinal(await request(randomUUID(), voteWith(tokenId)));
  const [voted] = await shop.flux.chain.readContract({
    ...shop.flux.onVoting,
    functionName: "hasVotedMany",
    args: [1n, [tokenId]],
  });
  expect(voted).toBe(true);
});

test("a ballot of garments that somebody else has voted with is parked, and says so", async () => {
  const { tokenId } = shop.garment(3);
  const before = await letAct(newAddress());
  await shop.flux.mint(1, 3, before);
  await voteByHand(before, tokenId);
  await sendByHand(before, tokenId, holder);
  const read = await request(randomUUID(), voteWith(tokenId));
  shop.startMinter({ idleMs: 100 });
  await eventually("the end of the relay", async () => (await read()).state !== "queued", read, 120_000);
  await shop.stopMinters();
  expect(await read()).toMatchObject({
    state: "parked",
    failure: "somebody else has voted with these garments",
  });
});

test("a transfer and a ballot that were made long ago are done, and nothing is sent for them", async () => {
  const tokenId = await mintToHolder(4);
  const to = newAddress();
  await voteByHand(holder, tokenId);
  await sendByHand(holder, tokenId, to);
  await longAgo();
  const transfer = await request(transferKey(tokenId, 0n), transferTo(tokenId, to));
  const ballot = await request(randomUUID(), voteWith(tokenId));
  shop.startMinter({ idleMs: 100 });
  for (const read of [transfer, ballot])
    await eventually("its end", async () => (await read()).state === "final", read);
  expect([(await transfer()).transactionId, (await ballot()).transactionId]).toEqual([null, null]);
});

type Paid = Awaited<ReturnType<ChainedShop["payFor"]>>;
async function mintFromOutside({ to, tokenId, tagHash }: Paid, orderRef: Hex) {
  const args = [{ to, tokenId, tagHash, orderRef }] as const;
  const call = { ...shop.flux.onGarment, functionName: "mintProduct", args } as const;
  await shop.flux.mined(await shop.flux.chain.writeContract(call));
}
const mintOf = async ({ garmentId }: Paid) => {
  const [mint] = await shop.deps.db.select().from(mints).where(eq(mints.garmentId, garmentId));
  return mint;
};

test("a mint that was made long ago for its order is done, and the lane goes on", async () => {
  const before = await shop.payFor(5);
  await mintFromOutside(before, orderRefOf(before.orderItemId));
  await longAgo();
  const next = await shop.payFor(6);
  shop.startMinter({ idleMs: 100 });
  await mintedOnce(shop, [before, next]);
  expect((await mintOf(before))?.transactionId).toBeNull();
});

test("a mint of ours whose transaction nobody remembers is found by its own receipt, without one log", async () => {
  const paid = await shop.payFor(7, await letAct(newAddress()));
  shop.startMinter({ idleMs: 100 });
  await mintedOnce(shop, [paid]);
  await shop.stopMinters();
  await sendByHand(paid.to, paid.tokenId, newAddress());
  await longAgo();
  await shop.deps.db
    .update(mints)
    .set({ state: "queued", transactionId: null })
    .where(eq(mints.garmentId, paid.garmentId));
  shop.rpc?.forget();
  shop.startMinter({ idleMs: 100 });
  await eventually("its end", async () => (await mintOf(paid))?.state === "final");
  expect(shop.rpc?.asked("eth_getLogs")).toEqual([]);
  const [send] = await shop.deps.db
    .select({ transactionId: sends.transactionId })
    .from(sends)
    .where(sql`position(${orderRefOf(paid.orderItemId).slice(2)} in ${sends.raw}) > 0`);
  expect((await mintOf(paid))?.transactionId).toBe(send?.transactionId);
});

test.each([
  ["keeps old state", 0n],
  ["keeps the state of a few blocks", 10n],
])(
  "a garment that another order got long ago, and that moved since, is told by a node that %s",
  async (_, kept) => {
    const paid = await shop.payFor(kept === 0n ? 8 : 9, await letAct(newAddress()));
    await mintFromOutside(paid, keccak256("0x5ec0"));
    await longAgo();
    await sendByHand(paid.to, paid.tokenId, newAddress());
    await longAgo();
    const pruned = kept === 0n ? [] : [stateSince((await head()) - kept)];
    shop.rpc?.set(fewLogs, pruned);
    shop.startMinter({ idleMs: 100 });
    await eventually("parking", async () => (await mintOf(paid))?.state === "parked");
    expect((await mintOf(paid))?.failure).toMatch(/^the token was minted for another order \(0x/);
  },
);
