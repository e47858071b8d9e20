import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Address } from "viem";
import { parseEther } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requestRelay, transferKey } from "../../src/minter/request-relay.ts";
import { type RelayAct, relays } from "../../src/minter/tables.ts";
import { nothingFinal } from "../faults/nothing-final.ts";
import { type ChainedShop, eventually, newAddress, openChainedShop } from "./open-chained-shop.ts";

// What the chain shows as done already, by bytes of ours that nobody remembers or by its owner's own hand: here, by theirs.

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
afterAll(() => shop?.close());

/** Lets an address whose key we do not have send transactions. */
async function letAct(address: Address) {
  await shop.flux.chain.impersonateAccount({ address });
  await shop.flux.chain.setBalance({ address, value: parseEther("1") });
  return address;
}

async function mintToHolder(serial: number) {
  await shop.flux.mint(1, serial, holder);
  return shop.garment(serial).tokenId;
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
  shop.rpc?.set(nothingFinal);
  shop.startMinter({ idleMs: 100 });
  await eventually(
    "a look at the relay",
    async () => (await read()).tries > 0 || (await read()).state !== "queued",
    read,
  );
  expect((await read()).state).toBe("queued");
  await shop.flux.reorg(1);
  shop.rpc?.set();
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
