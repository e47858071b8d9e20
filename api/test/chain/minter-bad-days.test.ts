import { fluxGarmentAbi } from "@flux/contracts";
import { encodeErrorResult, parseEther, parseGwei } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { headStandsStill } from "../../../test/harness/head-stands-still.ts";
import {
  answerAfter,
  dropAnswer,
  garbage,
  hang,
  httpStatus,
  refuse,
  truncated,
  wrongId,
} from "../../../test/harness/rpc-acts.ts";
import {
  baseFeeOf,
  gasTimes,
  nonceCountOff,
  noReceipt,
  receiptOfOtherBlock,
  tipOf,
} from "../../../test/harness/rpc-lies.ts";
import type { RpcProxy } from "../../../test/harness/rpc-proxy.ts";
import type { Act, RpcRule } from "../../../test/harness/rpc-rule.ts";
import { mints, sends, signers, transactions } from "../../src/minter/tables.ts";
import { mintedOnce } from "./minted-once.ts";
import { type ChainedShop, openChainedShop } from "./open-chained-shop.ts";

// The minter's node is slow, silent, broken or untrue. Each day begins on the same chain, with a key never used before.

let shop: ChainedShop;
let rpc: RpcProxy;
let morning: `0x${string}`;
beforeAll(async () => {
  shop = await openChainedShop({ throughProxy: true });
  rpc = shop.rpc!;
});
beforeEach(async () => {
  morning = await shop.flux.chain.snapshot();
  rpc.forget();
});
afterEach(async () => {
  rpc.set();
  await shop.stopMinters();
  for (const table of [mints, sends, transactions, signers]) await shop.deps.db.delete(table);
  await shop.flux.chain.request({ method: "anvil_dropAllTransactions" } as never);
  await shop.flux.chain.revert({ id: morning });
  // What the next block's base fee is comes back by no revert.
  await shop.flux.chain.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei("1") });
});
afterAll(() => shop?.close());

const minter = () => shop.signers.minter.address;
const minterNonce = () => shop.flux.chain.getTransactionCount({ address: minter() });
const minterBalance = () => shop.flux.chain.getBalance({ address: minter() });
/** What a node says of the minter's key; the relayer's is asked for too. */
const ofMinter = ([whose]: unknown[]) => String(whose).toLowerCase() === minter().toLowerCase();
const taken = (rule: RpcRule, times: number) =>
  expect.poll(() => rpc.took(rule), { message: "calls that met the rule" }).toBeGreaterThanOrEqual(times);
/** Mints garments while all is well, and stops: the next worker finds a signer that has been used. */
async function mintBefore(...serials: number[]) {
  const paid = [];
  for (const serial of serials) {
    paid.push(await shop.payFor(serial));
    shop.startMinter();
    await mintedOnce(shop, paid);
    await shop.stopMinters();
  }
  rpc.forget();
}

test("with answers that take 0.3 s each, a paid garment is minted once", async () => {
  rpc.set({ method: "*", act: answerAfter(300) });
  const paid = await shop.payFor(1);
  shop.startMinter();
  await mintedOnce(shop, [paid]);
  expect(await minterNonce()).toBe(1);
});

test.each([900, 3_000])("with answers that take %i ms each, a paid garment is minted once", async (ms) => {
  rpc.set({ method: "*", act: answerAfter(ms) });
  const paid = await shop.payFor(1);
  shop.startMinter();
  await mintedOnce(shop, [paid], { withinMs: 60_000 + 20 * ms });
  expect(await minterNonce()).toBe(1);
});

test("a node that hangs holds a mint up only until it answers again", async () => {
  const rule: RpcRule = { method: "*", act: hang };
  rpc.set(rule);
  const paid = await shop.payFor(1);
  shop.startMinter();
  await taken(rule, 2);
  rpc.set();
  await mintedOnce(shop, [paid]);
  expect(await minterNonce()).toBe(1);
});

test("when the answer to a send is lost after the node accepted it, the garment is minted once, by that transaction", async () => {
  const rule: RpcRule = { method: "eth_sendRawTransaction", times: 3, act: dropAnswer };
  rpc.set(rule);
  const paid = await shop.payFor(1);
  shop.startMinter();
  await mintedOnce(shop, [paid]);
  expect(rpc.took(rule)).toBeGreaterThan(0);
  expect(new Set(rpc.asked("eth_sendRawTransaction").map(({ params }) => params[0])).size).toBe(1);
  expect(await minterNonce()).toBe(1);
});

const broken: [string, Act][] = [
  ["429", httpStatus(429, { "retry-after": "1" })],
  ["500", httpStatus(500)],
  ["502", httpStatus(502)],
  ["garbage", garbage],
  ["half an answer", truncated],
  ["a wrong id", wrongId],
  ["an internal error", refuse(-32_603, "Internal error")],
  ["a limit", refuse(-32_005, "limit exceeded")],
];

test.each(broken)(
  "a node that answers everything with %s for a while: minted once when it is over",
  async (_, act) => {
    const rule: RpcRule = { method: "*", act };
    rpc.set(rule);
    const paid = await shop.payFor(1);
    shop.startMinter();
    await taken(rule, 6);
    rpc.set();
    await mintedOnce(shop, [paid]);
    expect(await minterNonce()).toBe(1);
  },
);

test.each(broken)("whichever call is first answered with %s, the garment is minted once", async (_, act) => {
  const hit = new Set<string>();
  // Twice each: the client itself asks once more.
  const once = new Map<string, number>();
  rpc.set({
    method: "*",
    act: (call, ask, gone) => {
      const times = once.get(call.method) ?? 0;
      once.set(call.method, times + 1);
      if (times >= 2) return ask(call);
      hit.add(call.method);
      return act(call, ask, gone);
    },
  });
  const paid = await shop.payFor(1);
  shop.startMinter();
  await mintedOnce(shop, [paid]);
  expect(hit).toContain("eth_sendRawTransaction");
  expect(hit).toContain("eth_getTransactionReceipt");
  expect(await minterNonce()).toBe(1);
});

test("a count of transactions that was told 5 too high at first sight of a key leaves no gap", async () => {
  const rule = nonceCountOff(5, { times: 1, when: ofMinter });
  rpc.set(rule);
  shop.startMinter();
  await mintedOnce(shop, [await shop.payFor(1)]);
  await mintedOnce(shop, [await shop.payFor(2)]);
  expect(rpc.took(rule)).toBe(1);
  // Nothing was sent on it.
  expect(await minterNonce()).toBe(2);
});

test("a count of transactions that was told 5 too high at a new lease leaves no gap", async () => {
  await mintBefore(1);
  const rule = nonceCountOff(5, { times: 1, when: ofMinter });
  rpc.set(rule);
  shop.startMinter();
  await mintedOnce(shop, [await shop.payFor(2)]);
  await mintedOnce(shop, [await shop.payFor(3)]);
  expect(rpc.took(rule)).toBe(1);
  expect(await minterNonce()).toBe(3);
});

test("a count of transactions that was told too low at a new lease sends nothing twice", async () => {
  await mintBefore(1, 2);
  const rule = nonceCountOff(-2, { times: 2, when: ofMinter });
  rpc.set(rule);
  shop.startMinter();
  await mintedOnce(shop, [await shop.payFor(3)]);
  expect(rpc.took(rule)).toBeGreaterThan(0);
  expect(await minterNonce()).toBe(3);
});

test("an absurd tip is never paid, and the garment is minted when it is over", async () => {
  const rule = tipOf(parseGwei("1000000"));
  rpc.set(rule);
  const before = await minterBalance();
  const paid = await shop.payFor(1);
  shop.startMinter();
  // It may wait for better days or offer less: either way the lie was heard.
  await expect.poll(async () => rpc.took(rule) >= 2 || (await minterNonce()) === 1).toBe(true);
  rpc.set();
  await mintedOnce(shop, [paid]);
  expect(before - (await minterBalance())).toBeLessThan(parseEther("1"));
});

test("an absurd base fee is never offered, and the garment is minted when it is over", async () => {
  const lies = baseFeeOf(parseGwei("1000000"));
  rpc.set(lies);
  const paid = await shop.payFor(1);
  shop.startMinter();
  await expect.poll(async () => rpc.took(lies[0]!) >= 2 || (await minterNonce()) === 1).toBe(true);
  rpc.set();
  const [row] = await mintedOnce(shop, [paid]);
  const sent = await shop.flux.chain.getTransaction({ hash: row!.hash! });
  expect(sent.gas * sent.maxFeePerGas!).toBeLessThan(parseEther("1"));
});

test("a base fee that was told far too low once does not leave a mint waiting for ever", async () => {
  await shop.flux.chain.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei("100") });
  await shop.flux.chain.mine({ blocks: 1 });
  rpc.set(baseFeeOf(1n, { times: 1 }));
  shop.startMinter();
  await mintedOnce(shop, [await shop.payFor(1)]);
});

test("gas estimates that are 50 times too high hold nothing up, and nothing like it is risked", async () => {
  const rule = gasTimes(50);
  rpc.set(rule);
  const paid = [await shop.payFor(1), await shop.payFor(2), await shop.payFor(3)];
  shop.startMinter();
  const rows = await mintedOnce(shop, paid);
  expect(rpc.took(rule)).toBeGreaterThan(0);
  for (const hash of new Set(rows.map((row) => row.hash!))) {
    const { gas } = await shop.flux.chain.getTransaction({ hash });
    const { gasUsed } = await shop.flux.chain.getTransactionReceipt({ hash });
    expect(gas).toBeLessThanOrEqual(4n * gasUsed);
  }
});

test("a gas estimate that was once too low costs a revert, and the garment is minted once", async () => {
  rpc.set(gasTimes(0.6, { times: 1 }));
  shop.startMinter();
  await mintedOnce(shop, [await shop.payFor(1)]);
});

test("a gas estimate that was once below what any transaction takes does not leave a mint waiting for ever", async () => {
  rpc.set(gasTimes(0.1, { times: 1 }));
  shop.startMinter();
  await mintedOnce(shop, [await shop.payFor(1)]);
});

test("one revert from a node that is behind fails no mint", async () => {
  const data = encodeErrorResult({
    abi: fluxGarmentAbi,
    errorName: "FluxGarmentBatchUnknown",
    args: [1n],
  });
  const rule: RpcRule = {
    method: "eth_estimateGas",
    times: 1,
    act: refuse(3, "execution reverted", data),
  };
  rpc.set(rule);
  const paid = await shop.payFor(1);
  shop.startMinter();
  await taken(rule, 1);
  await mintedOnce(shop, [paid]);
});

test("while the node's head stands still nothing is minted twice, and all is told once it moves", async () => {
  await mintBefore(1);
  rpc.set(headStandsStill(await shop.flux.chain.getBlockNumber()));
  const paid = [await shop.payFor(2)];
  shop.startMinter();
  await expect.poll(minterNonce).toBe(2);
  paid.push(await shop.payFor(3));
  await expect.poll(minterNonce).toBe(3);
  // The bytes go out again, and are no second transaction.
  await expect.poll(() => rpc.asked("eth_sendRawTransaction").length).toBeGreaterThan(3);
  rpc.set();
  await mintedOnce(shop, paid);
  expect(await minterNonce()).toBe(3);
});

test("receipts that are missing for a while, or are once of a block that is not there, make no second transaction", async () => {
  const [missing, other] = [noReceipt({ times: 8 }), receiptOfOtherBlock({ times: 1 })];
  rpc.set(missing);
  const paid = await shop.payFor(1);
  shop.startMinter();
  await taken(missing, 8);
  rpc.set(other);
  await taken(other, 1);
  await mintedOnce(shop, [paid]);
  expect(await minterNonce()).toBe(1);
  const stored = async () =>
    (await shop.deps.db.select().from(transactions)).map(({ state, blockHash }) => [state, blockHash]);
  const { hash } = await shop.flux.chain.getBlock();
  await expect.poll(stored).toEqual([["final", hash]]);
});
