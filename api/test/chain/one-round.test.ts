import { eq, inArray } from "drizzle-orm";
import { pad, toHex } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { heldUntil, refuse } from "../../../test/harness/rpc-acts.ts";
import { nonceCountOff } from "../../../test/harness/rpc-lies.ts";
import type { RpcProxy } from "../../../test/harness/rpc-proxy.ts";
import type { RpcRule } from "../../../test/harness/rpc-rule.ts";
import { mints } from "../../src/minter/tables.ts";
import { doubtOf } from "../../src/restored/doubt.ts";
import { mintedOnce } from "./minted-once.ts";
import { type ChainedShop, newAddress, openChainedShop } from "./open-chained-shop.ts";
import type { PaidMint } from "./watch-mints.ts";

// What a round of the minter asks at once, and what it decides only once it knows.

let shop: ChainedShop;
let rpc: RpcProxy;
let serial = 0;
beforeAll(async () => {
  shop = await openChainedShop({ throughProxy: true });
  rpc = shop.rpc!;
});
beforeEach(() => rpc.forget());
afterEach(async () => {
  rpc.set();
  await shop.stopMinters();
});
afterAll(() => shop?.close());

const minter = () => shop.signers.minter.address;
const ofMinter = ([whose]: unknown[]) => String(whose).toLowerCase() === minter().toLowerCase();
const sent = () => rpc.asked("eth_sendRawTransaction");

/** Paid garments that were put off before: each travels in a transaction of its own. */
async function payForSingles(count: number): Promise<PaidMint[]> {
  const paid = await Promise.all(Array.from({ length: count }, () => shop.payFor(++serial)));
  const items = paid.map(({ orderItemId }) => orderItemId);
  await shop.deps.db.update(mints).set({ tries: 1 }).where(inArray(mints.orderItemId, items));
  return paid;
}

/** Asked about this mint. */
const about =
  ({ tokenId }: PaidMint) =>
  (params: unknown[]) =>
    JSON.stringify(params).includes(pad(toHex(tokenId), { size: 32 }).slice(2));

test("all that a round must know is asked for before any of it is answered, and nothing is sent before", async () => {
  shop.startMinter();
  await mintedOnce(shop, [await shop.payFor(++serial)]);
  await shop.stopMinters();
  rpc.forget();
  const answers = Promise.withResolvers<void>();
  rpc.set({ method: "*", act: heldUntil(answers.promise) });
  const paid = await shop.payFor(++serial);
  shop.startMinter();
  await expect
    .poll(() => [...new Set(rpc.asked().map(({ method }) => method))].sort())
    .toEqual(
      expect.arrayContaining([
        ...["eth_call", "eth_estimateGas", "eth_feeHistory", "eth_getTransactionReceipt"],
        "eth_getTransactionCount",
      ]),
    );
  expect(sent()).toEqual([]);
  answers.resolve();
  await mintedOnce(shop, [paid]);
});

test("transactions are signed and sent while the one before is on its way, and mined in order though they come before it", async () => {
  const paid = await payForSingles(3);
  const first = Promise.withResolvers<void>();
  rpc.set({ method: "eth_sendRawTransaction", times: 1, act: heldUntil(first.promise) });
  shop.startMinter();
  // What a node has without the one before waits there.
  const waiting = async () => Number((await shop.flux.chain.getTxpoolStatus()).queued);
  await expect.poll(waiting).toBe(2);
  first.resolve();
  const rows = await mintedOnce(shop, paid);
  expect(new Set(rows.map(({ hash }) => hash)).size).toBe(3);
  expect(sent()).toHaveLength(3);
});

test("what a node does not say about one mint holds up no other", async () => {
  const paid = await payForSingles(3);
  const [silent, ...others] = paid as [PaidMint, ...PaidMint[]];
  rpc.set({ method: "eth_estimateGas", when: about(silent), act: refuse(-32_005, "limit exceeded") });
  shop.startMinter();
  await mintedOnce(shop, others);
  rpc.set();
  await mintedOnce(shop, paid);
});

test("what is under way is told of while the node says nothing about what is due", async () => {
  const { chain } = shop.flux;
  await chain.setAutomine(false);
  shop.startMinter();
  const first = await shop.payFor(++serial);
  await expect.poll(() => sent().length).toBe(1);
  const rule: RpcRule = { method: "eth_estimateGas", act: refuse(-32_005, "limit exceeded") };
  rpc.set(rule);
  const second = await shop.payFor(++serial);
  await expect.poll(() => rpc.took(rule)).toBeGreaterThan(0);
  await chain.setAutomine(true);
  await chain.mine({ blocks: 1 });
  await mintedOnce(shop, [first]);
  rpc.set();
  await mintedOnce(shop, [second]);
});

test("however much is asked at once, no request carries more than a hundred calls", async () => {
  const { client } = shop.deps.chain;
  await Promise.all(Array.from({ length: 250 }, () => client.getBalance({ address: newAddress() })));
  const requests = Map.groupBy(rpc.asked("eth_getBalance"), ({ post }) => post);
  const calls = [...requests.values()].map(({ length }) => length).sort();
  expect(calls).toEqual([100, 100, 50]);
});

// The last one: its books stay in doubt.
test("while a signer's count of nonces is in doubt, nothing is decided about what is due", async () => {
  const mint = await shop.payFor(++serial);
  // The chain would refuse it: somebody minted this garment with another tag.
  await shop.flux.mint(1, serial, newAddress());
  rpc.set(nonceCountOff(5, { when: ofMinter }));
  shop.startMinter();
  await expect.poll(() => doubtOf(shop.deps.db)).toBeTruthy();
  expect(rpc.asked("eth_estimateGas").length).toBeGreaterThan(0);
  const [row] = await shop.deps.db.select().from(mints).where(eq(mints.orderItemId, mint.orderItemId));
  expect(row).toMatchObject({ state: "queued", tries: 0, failure: null });
});
