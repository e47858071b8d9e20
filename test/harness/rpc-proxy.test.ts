import { createPublicClient, http, parseEther, parseGwei } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { developmentMnemonic } from "../../scripts/flux/chain.ts";
import { freePort } from "../../scripts/flux/ports.ts";
import { startChain } from "./chain.ts";
import { headStandsStill } from "./head-stands-still.ts";
import {
  answerAfter,
  askAfter,
  dropAnswer,
  garbage,
  hang,
  httpStatus,
  refuse,
  rewrite,
  truncated,
  wrongId,
} from "./rpc-acts.ts";
import {
  baseFeeOf,
  gasTimes,
  nonceCountOff,
  noReceipt,
  receiptOfOtherBlock,
  reverts,
  tipOf,
} from "./rpc-lies.ts";
import { type RpcProxy, startRpcProxy } from "./rpc-proxy.ts";
import type { RpcRule } from "./rpc-rule.ts";

const account = mnemonicToAccount(developmentMnemonic);
const { address } = account;
const to = `0x${"7".repeat(40)}` as const;

let anvil: Awaited<ReturnType<typeof startChain>>;
let rpc: RpcProxy;
beforeAll(async () => {
  anvil = await startChain();
});
afterAll(() => anvil?.close());
beforeEach(async () => {
  rpc = await startRpcProxy({ target: anvil.rpcUrl });
});
afterEach(() => rpc.close());

/** Asks through the proxy as the product does. */
const client = ({ batch = false } = {}) =>
  createPublicClient({
    chain: foundry,
    transport: http(rpc.url, { batch, retryCount: 0 }),
    cacheTime: 0,
  });
const post = (body: unknown, signal?: AbortSignal) =>
  fetch(rpc.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
const call = (method: string, params: unknown[] = [], id = 1) => ({ jsonrpc: "2.0", id, method, params });
const answer = async (method: string, params: unknown[] = []) => (await post(call(method, params))).json();

const used = () => anvil.client.getTransactionCount({ address });
async function signed() {
  const fees = { maxFeePerGas: parseGwei("10"), maxPriorityFeePerGas: 1n };
  const serializedTransaction = await account.signTransaction({
    ...{ ...fees, type: "eip1559", chainId: foundry.id, nonce: await used(), to, gas: 21_000n, value: 1n },
  });
  return { serializedTransaction };
}
const send = async () => anvil.client.sendRawTransaction(await signed());

test("without rules it answers what the node answers, batches in one piece", async () => {
  const direct = await fetch(anvil.rpcUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(call("eth_getBalance", [address, "latest"])),
  });
  expect(await answer("eth_getBalance", [address, "latest"])).toEqual(await direct.json());
  const many = client({ batch: true });
  rpc.forget();
  expect(await Promise.all([many.getChainId(), many.getBalance({ address }), many.getBlockNumber()])).toEqual(
    [31_337, parseEther("10000"), 0n],
  );
  expect(new Set(rpc.asked().map(({ post }) => post)).size).toBe(1);
  expect(await answer("flux_unknown")).toMatchObject({ error: { code: -32601 } });
});

test("it keeps what was asked, in order, with parameters, times and the rules that each call met", async () => {
  const rule: RpcRule = { method: "eth_getBalance", times: 1, act: rewrite(() => "0x7") };
  rpc.set(rule);
  const startedMs = performance.now();
  await client().getBlockNumber();
  expect(await client().getBalance({ address })).toBe(7n);
  expect(await client().getBalance({ address: to })).not.toBe(7n);
  expect(rpc.asked().map(({ method, params, took }) => [method, params, took.length])).toEqual([
    ["eth_blockNumber", [], 0],
    ["eth_getBalance", [address, "latest"], 1],
    ["eth_getBalance", [to, "latest"], 0],
  ]);
  expect(rpc.asked("eth_getBalance")).toHaveLength(2);
  const times = [startedMs, ...rpc.asked().map(({ atMs }) => atMs), performance.now()];
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(rpc.took(rule)).toBe(1);
  rpc.forget();
  expect(rpc.asked()).toEqual([]);
});

test("a rule is for a method, for a pattern or for all, for some parameters, for some times; rules add up", async () => {
  const plus = (n: number) => rewrite<string>((hex) => `0x${(Number(hex) + n).toString(16)}`);
  rpc.set(
    { method: "*", act: plus(1) },
    { method: /^eth_get/, act: plus(10) },
    { method: "eth_getTransactionCount", when: ([whose]) => whose === to, act: plus(100) },
    { method: "eth_getTransactionCount", times: 2, act: plus(1_000) },
  );
  const count = (whose: typeof to) => client().getTransactionCount({ address: whose });
  expect(await count(to)).toBe(1_111);
  expect(await count(`0x${"8".repeat(40)}`)).toBe(1_011);
  expect(await count(to)).toBe(111);
  expect(await client().getChainId()).toBe(31_338);
  rpc.set({ method: "*", act: rewrite(() => "0x1") }, { method: "*", act: rewrite(() => "0x2") });
  expect(await count(to), "the first rule has the last word").toBe(1);
  rpc.set();
  expect(await count(to)).toBe(0);
});

test("an answer comes as late as the rule says, when the node has done it at once", async () => {
  rpc.set({ method: "eth_sendRawTransaction", act: answerAfter(300) });
  const before = await used();
  const startedMs = performance.now();
  let answeredMs = 0;
  const sent = client()
    .sendRawTransaction(await signed())
    .then(() => {
      answeredMs = performance.now();
    });
  await expect.poll(used).toBe(before + 1);
  await sent;
  expect(answeredMs - startedMs).toBeGreaterThan(299);
});

test("a call that is late reaches the node late, and never when its caller has gone", async () => {
  rpc.set({ method: "eth_sendRawTransaction", act: askAfter(200) });
  const before = await used();
  const { serializedTransaction } = await signed();
  const leaving = new AbortController();
  const left = post(call("eth_sendRawTransaction", [serializedTransaction]), leaving.signal);
  await expect.poll(() => rpc.asked("eth_sendRawTransaction")).toHaveLength(1);
  leaving.abort();
  await expect(left).rejects.toThrow("aborted");
  const startedMs = performance.now();
  rpc.set({ method: "eth_chainId", act: askAfter(250) });
  expect(await client().getChainId()).toBe(31_337);
  expect(performance.now() - startedMs).toBeGreaterThan(249);
  expect(await used()).toBe(before);
});

test("a call that hangs is never answered, and ends with its caller or with the proxy", async () => {
  const rule: RpcRule = { method: "eth_chainId", act: hang };
  rpc.set(rule);
  const impatient = createPublicClient({ transport: http(rpc.url, { timeout: 50, retryCount: 0 }) });
  await expect(impatient.getChainId()).rejects.toThrow("took too long");
  const patient = post([call("eth_chainId"), call("eth_blockNumber", [], 2)]);
  await expect.poll(() => rpc.took(rule)).toBe(2);
  await rpc.close();
  await expect(patient).rejects.toThrow("fetch failed");
  rpc = await startRpcProxy({ target: anvil.rpcUrl });
});

test("a gateway's refusal comes with its status and headers, of a whole batch, and the node hears nothing", async () => {
  const before = await used();
  const { serializedTransaction } = await signed();
  rpc.set(
    { method: "eth_sendRawTransaction", times: 1, act: httpStatus(429, { "retry-after": "2" }) },
    { method: "eth_chainId", times: 1, act: httpStatus(502) },
  );
  const first = await post(call("eth_sendRawTransaction", [serializedTransaction]));
  expect([first.status, first.headers.get("retry-after"), await used()]).toEqual([429, "2", before]);
  const batch = await post([call("eth_blockNumber"), call("eth_chainId", [], 2)]);
  expect([batch.status, await batch.text()]).toEqual([502, "<html><body><h1>502</h1></body></html>"]);
  expect((await post(call("eth_chainId"))).status).toBe(200);
});

test("garbage, and half of an answer, are no JSON", async () => {
  rpc.set({ method: "eth_chainId", act: garbage }, { method: "eth_getBalance", act: truncated });
  for (const asked of [call("eth_chainId"), call("eth_getBalance", [address, "latest"])]) {
    const spoilt = await post(asked);
    expect(spoilt.status).toBe(200);
    await expect(spoilt.json()).rejects.toThrow(SyntaxError);
  }
});

test("an answer can have a wrong id, or be an error of any code", async () => {
  rpc.set(
    { method: "eth_chainId", act: wrongId },
    { method: "eth_getBalance", act: refuse(-32_005, "limit exceeded", { see: "docs" }) },
  );
  expect(await answer("eth_chainId")).toEqual({ jsonrpc: "2.0", id: 987_654_321, result: "0x7a69" });
  expect(await answer("eth_getBalance", [address, "latest"])).toEqual({
    ...{ jsonrpc: "2.0", id: 1 },
    error: { code: -32_005, message: "limit exceeded", data: { see: "docs" } },
  });
});

test("an answer that is dropped is of a call that the node accepted", async () => {
  const before = await used();
  rpc.set({ method: "eth_sendRawTransaction", act: dropAnswer });
  await expect(client().sendRawTransaction(await signed())).rejects.toThrow("HTTP request failed");
  await expect.poll(used).toBe(before + 1);
});

test("counts, estimates, tips and base fees are as untrue as asked", async () => {
  const node = client();
  const [gas, count] = [await node.estimateGas({ account: address, to }), await used()];
  rpc.set(
    nonceCountOff(5, { times: 1 }),
    nonceCountOff(-1_000, { when: ([whose]) => whose !== address }),
    gasTimes(50),
    tipOf(parseGwei("1000000")),
    baseFeeOf(parseGwei("77")),
  );
  expect(await node.getTransactionCount({ address })).toBe(count + 5);
  expect(await node.getTransactionCount({ address })).toBe(count);
  expect(await node.getTransactionCount({ address: to })).toBe(0);
  expect(await node.estimateGas({ account: address, to })).toBe(gas * 50n);
  expect(await node.estimateMaxPriorityFeePerGas()).toBe(parseGwei("1000000"));
  expect((await node.getBlock()).baseFeePerGas).toBe(parseGwei("77"));
  expect(await node.getGasPrice()).toBe(parseGwei("77"));
  const { baseFeePerGas } = await node.getFeeHistory({ blockCount: 1, rewardPercentiles: [] });
  expect(new Set(baseFeePerGas)).toEqual(new Set([parseGwei("77")]));
});

test("a receipt is missing for a while, or is of another block", async () => {
  const hash = await send();
  const node = client();
  const { blockHash } = await anvil.client.waitForTransactionReceipt({ hash, pollingInterval: 20 });
  rpc.set(noReceipt({ times: 2 }));
  for (const _ of [1, 2])
    await expect(node.getTransactionReceipt({ hash })).rejects.toThrow("could not be found");
  expect((await node.getTransactionReceipt({ hash })).blockHash).toBe(blockHash);
  rpc.set(receiptOfOtherBlock());
  const receipt = await node.getTransactionReceipt({ hash });
  expect(receipt.blockHash).not.toBe(blockHash);
  await expect(node.getBlock({ blockHash: receipt.blockHash })).rejects.toThrow("could not be found");
});

test("a node that is behind reverts once", async () => {
  rpc.set(reverts());
  await expect(client().estimateGas({ account: address, to })).rejects.toThrow("reverted");
  expect(await client().estimateGas({ account: address, to })).toBe(21_000n);
});

test("to a node whose head stands still nothing later has happened, though it takes transactions", async () => {
  const early = await anvil.client.waitForTransactionReceipt({ hash: await send(), pollingInterval: 20 });
  const head = await anvil.client.getBlockNumber();
  const [count, balance] = [await used(), await anvil.client.getBalance({ address: to })];
  rpc.set(headStandsStill(head));
  const node = client();
  const hash = await node.sendRawTransaction(await signed());
  const late = await anvil.client.waitForTransactionReceipt({ hash, pollingInterval: 20 });
  expect(late.blockNumber).toBeGreaterThan(head);

  expect(await node.getBlockNumber()).toBe(head);
  for (const blockTag of ["latest", "pending", "safe", "finalized"] as const)
    expect((await node.getBlock({ blockTag })).number).toBeLessThanOrEqual(head);
  expect((await node.getBlock()).number).toBe(head);
  for (const blockTag of ["latest", "pending"] as const) {
    expect(await node.getTransactionCount({ address, blockTag })).toBe(count);
    expect(await node.getBalance({ address: to, blockTag })).toBe(balance);
  }
  await expect(node.getBlock({ blockNumber: late.blockNumber })).rejects.toThrow("could not be found");
  await expect(node.getBlock({ blockHash: late.blockHash })).rejects.toThrow("could not be found");
  await expect(node.getBalance({ address, blockNumber: late.blockNumber })).rejects.toThrow("not found");
  await expect(node.getTransactionReceipt({ hash })).rejects.toThrow("could not be found");
  expect((await node.getTransaction({ hash })).blockNumber).toBeNull();
  expect((await node.getTransactionReceipt({ hash: early.transactionHash })).blockNumber).toBe(
    early.blockNumber,
  );
  rpc.set();
  expect((await node.getTransactionReceipt({ hash })).blockNumber).toBe(late.blockNumber);
});

test("a node that is down is a connection that is cut", async () => {
  const proxy = await startRpcProxy({ target: `http://127.0.0.1:${await freePort()}` });
  await expect(
    createPublicClient({ transport: http(proxy.url, { retryCount: 0 }) }).getChainId(),
  ).rejects.toThrow("HTTP request failed");
  await proxy.close();
});
