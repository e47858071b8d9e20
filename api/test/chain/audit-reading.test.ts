import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fluxGarmentAbi } from "@flux/contracts";
import { sql } from "drizzle-orm";
import { encodeEventTopics } from "viem";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startChain } from "../../../test/harness/chain.ts";
import { auditBooks } from "../../src/auditor/audit-books.ts";
import { UnreadableError } from "../../src/auditor/unreadable.ts";
import { buyGarments } from "./buy-garments.ts";
import { type ChainedShop, eventually, openChainedShop } from "./open-chained-shop.ts";

let shop: ChainedShop;
beforeAll(async () => {
  shop = await openChainedShop({ pieces: 30 });
  await shop.deps.db.execute(sql`update flux.batches set cap = 999`);
  await buyGarments(shop, 3);
  shop.startMinter();
  await eventually("the mints", async () => (await audit()).underWay.length === 0);
  await shop.stopMinters();
});
afterAll(() => shop?.close());

type Options = Partial<Parameters<typeof auditBooks>[0]>;
const audit = (options: Options = {}) =>
  auditBooks({
    ...{ db: shop.deps.db, rpcUrl: shop.anvil.rpcUrl, deployment: shop.flux.deployment, limitMin: 15 },
    ...options,
  });

type Call = { id: number; method: string; params?: { fromBlock: string; toBlock: string }[] };
type Answer = { result?: unknown; error?: { code: number; message: string } };

/** A node before the chain, which may answer something else than it. */
async function startNode(answer: (call: Call, truth: () => Promise<Answer>) => Promise<Answer>) {
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const call = JSON.parse(body) as Call;
    const truth = async () => {
      const headers = { "content-type": "application/json" };
      return (await (await fetch(shop.anvil.rpcUrl, { method: "POST", headers, body })).json()) as Answer;
    };
    const said = await answer(call, truth);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ jsonrpc: "2.0", ...said, id: call.id }));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("a node that gives only few blocks at once is read whole, and how far it is is told", async () => {
  for (let mined = 0; mined < 320; mined += 40) await shop.flux.chain.mine({ blocks: 40 });
  const given: number[] = [];
  const rpcUrl = await startNode(async ({ method, params }, truth) => {
    const [range] = params ?? [];
    if (method !== "eth_getLogs" || !range) return truth();
    const blocks = Number(range.toBlock) - Number(range.fromBlock) + 1;
    if (blocks > 20) return { error: { code: -32602, message: "block range too large" } };
    given.push(blocks);
    return truth();
  });
  const told: number[] = [];
  const report = await audit({ rpcUrl, onProgress: ({ done }) => told.push(Number(done)) });
  expect(report).toEqual(await audit());
  expect(report.compared.tokens).toBe(3);
  expect(Math.max(...given)).toBeGreaterThan(5);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.at(-1)).toBeGreaterThan(50);
});

const topicOf = (eventName: "GarmentMinted" | "Transfer" | "BatchOpened") =>
  encodeEventTopics({ abi: fluxGarmentAbi, eventName })[0];

test.each(["GarmentMinted", "BatchOpened"] as const)(
  "a node that leaves a %s out is found out, and nothing is said about the books",
  async (name) => {
    const rpcUrl = await startNode(async ({ method }, truth) => {
      const { result, ...rest } = await truth();
      if (method !== "eth_getLogs") return { result, ...rest };
      const logs = result as { topics: string[] }[];
      const last = logs.findLastIndex(({ topics }) => topics[0] === topicOf(name));
      return { result: logs.filter((_, index) => index !== last) };
    });
    await expect(audit({ rpcUrl })).rejects.toThrow(UnreadableError);
  },
);

test("a node that leaves out everything is found out by the contract's own state", async () => {
  const rpcUrl = await startNode(async ({ method }, truth) =>
    method === "eth_getLogs" ? { result: [] } : truth(),
  );
  await expect(audit({ rpcUrl })).rejects.toThrow(/token 1000001 exists, and its events were not told/);
});

test("a block that is replaced while it is read is read again", async () => {
  // Something stands in the last block, so the empty one that replaces it has another hash.
  await shop.flux.openDesign(1n);
  let newest = 0;
  let replaced = false;
  const rpcUrl = await startNode(async ({ method, params }, truth) => {
    if (method === "eth_getBlockByNumber" && String(params?.[0]) === "latest") newest += 1;
    const answer = await truth();
    if (newest === 1 && method === "eth_getLogs" && !replaced) {
      replaced = true;
      await shop.flux.reorg(1);
    }
    return answer;
  });
  expect(await audit({ rpcUrl })).toMatchObject({ ok: true, compared: { tokens: 3 } });
  expect(newest).toBe(2);
});

test("another chain is refused, also one of the same number, and a node that is down is named as such", async () => {
  const [sameId, otherId] = [await startChain(), await startChain({ chainId: 4711 })];
  onTestFinished(async () => {
    await Promise.all([sameId.close(), otherId.close()]);
  });
  await expect(audit({ rpcUrl: otherId.rpcUrl })).rejects.toThrow(
    /chain 4711, and FLUX is deployed on 31337/,
  );
  await expect(audit({ rpcUrl: sameId.rpcUrl })).rejects.toThrow(/its first block differs/);
  await expect(audit({ rpcUrl: "http://127.0.0.1:9" })).rejects.toThrow(/HTTP request failed/);
});

/** Somebody buys, and the garment is minted, before a node gives its answer. */
async function buyAndMint() {
  const { mint } = await buyGarments(shop);
  shop.startMinter();
  await eventually("the token", async () => {
    const { onGarment, chain } = shop.flux;
    const read = { ...onGarment, functionName: "tokenOfTag", args: [mint.tagHash] } as const;
    return (await chain.readContract(read)) === mint.tokenId;
  });
  await shop.stopMinters();
}

test("what is bought and minted just before the block is taken is in the books that are read after it", async () => {
  let bought = false;
  const rpcUrl = await startNode(async ({ method, params }, truth) => {
    if (method === "eth_getBlockByNumber" && String(params?.[0]) === "latest" && !bought) {
      bought = true;
      await buyAndMint();
    }
    return truth();
  });
  const report = await audit({ rpcUrl });
  expect([bought, report.differences, report.compared.tokens]).toEqual([true, [], 4]);
});

test("what is bought and minted after the block was taken is looked for once more before it is called missing", async () => {
  let taken = false;
  let bought = false;
  const rpcUrl = await startNode(async ({ method, params }, truth) => {
    const answer = await truth();
    if (method !== "eth_getBlockByNumber") return answer;
    // The second look at the block ends the reading of the chain.
    if (taken && !bought && String(params?.[0]) !== "latest") {
      bought = true;
      await buyAndMint();
    }
    taken ||= String(params?.[0]) === "latest";
    return answer;
  });
  const report = await audit({ rpcUrl, limitMin: 1e-9 });
  expect([bought, report.differences, report.compared.tokens]).toEqual([true, [], 4]);
  expect(report.underWay).toHaveLength(1);
});

test("while people buy and garments are minted, no audit gives a false alarm", async () => {
  shop.startMinter();
  let buying = true;
  const bought = (async () => {
    for (let count = 0; count < 8; count += 1) await buyGarments(shop, 1 + (count % 3));
  })().finally(() => {
    buying = false;
  });
  let audits = 0;
  let underWay = 0;
  for (; buying || audits < 5; audits += 1) {
    const report = await audit();
    expect(report.differences).toEqual([]);
    underWay += report.underWay.length;
  }
  await bought;
  await eventually("the last mints", async () => (await audit()).underWay.length === 0);
  await shop.stopMinters();
  expect(underWay).toBeGreaterThan(0);
  expect((await audit()).compared).toMatchObject({ orders: 11, paidPieces: 20, tokens: 20 });
});
