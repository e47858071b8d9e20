import { createPublicClient, http, keccak256 } from "viem";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { freePort } from "../../../../scripts/flux/ports.ts";
import { startChain } from "../../../../test/harness/chain.ts";
import { headStandsStill } from "../../../../test/harness/head-stands-still.ts";
import { hang, rewrite } from "../../../../test/harness/rpc-acts.ts";
import { startRpcProxy } from "../../../../test/harness/rpc-proxy.ts";
import type { RpcRule } from "../../../../test/harness/rpc-rule.ts";
import { complaintsOf, lookAtNodes, nameNodes } from "./look-at-nodes.ts";
import { createWitness } from "./witness.ts";

// Three nodes of one chain whose newest block is of now; three hours of it are old.
const hoursSec = 3 * 3_600;
const patience = { maxHeadAgeSec: 60, minesOnDemand: false };
const chain = await startChain({ genesisSec: Math.floor(Date.now() / 1000) - hoursSec });
const proxies: Awaited<ReturnType<typeof startRpcProxy>>[] = [];
let urls: string[] = [];
beforeAll(async () => {
  await chain.client.request({ method: "anvil_mine", params: ["0x3"] } as never);
  await chain.client.request({ method: "evm_increaseTime", params: [`0x${hoursSec.toString(16)}`] } as never);
  await chain.client.request({ method: "anvil_mine", params: ["0x2"] } as never);
  for (let node = 0; node < 3; node += 1) proxies.push(await startRpcProxy({ target: chain.rpcUrl }));
  urls = proxies.map(({ url }) => url);
});
afterEach(() => {
  for (const proxy of proxies) proxy.set();
});
afterAll(async () => {
  for (const proxy of proxies) await proxy.close();
  await chain.close();
});

function look(at = urls) {
  const names = nameNodes(at);
  const witnesses = at.map((url) => {
    const client = createPublicClient({ transport: http(url, { retryCount: 0 }), cacheTime: 0 });
    return createWitness(client, patience);
  });
  return lookAtNodes(witnesses.map((witness, node) => ({ name: names[node] ?? "", witness })));
}
const troubles = async (at?: string[]) => (await look(at)).nodes.map(({ trouble }) => trouble);
const saysIn = async (at?: string[]) => complaintsOf(await look(at));

/** The blocks of a chain that went another way. */
const otherChain: RpcRule = {
  method: "eth_getBlockByNumber",
  act: rewrite<{ hash: `0x${string}` } | null>((block) => block && { ...block, hash: keccak256(block.hash) }),
};

test("nodes that follow one chain have no trouble, and the newest block is told", async () => {
  const { nodes, head } = await look();
  expect(nodes).toMatchObject(urls.map((url) => ({ name: new URL(url).host, block: 5, trouble: null })));
  expect(Number(head?.number)).toBe(5);
  expect(complaintsOf({ nodes, head })).toEqual([]);
});

test("a node that is gone and one that hangs are told, each with what it means for rights", async () => {
  const gone = `http://127.0.0.1:${await freePort()}`;
  expect(await saysIn([gone, ...urls.slice(0, 2)])).toEqual([
    `${new URL(gone).host} does not answer: the others are asked.`,
  ]);
  proxies[1]?.set({ method: "*", act: hang });
  const says = await saysIn(urls.slice(0, 2));
  expect(says).toEqual([
    `${new URL(urls[1] ?? "").host} does not answer: nobody is let in where a right depends on the chain.`,
  ]);
  expect(await saysIn([gone])).toEqual([expect.stringMatching(/^RPC_URL does not answer/)]);
});

test("a node whose head stands still is told with its age, and its block is not called the newest", async () => {
  proxies[0]?.set(headStandsStill(3n));
  const { nodes, head } = await look();
  expect(nodes[0]).toMatchObject({
    ...{ block: 3, trouble: expect.stringMatching(/^stands still: its newest block is 1\d{4} s old$/) },
  });
  expect(nodes[0]?.headAgeSec).toBeGreaterThanOrEqual(hoursSec - 60);
  expect([nodes[1]?.trouble, Number(head?.number)]).toEqual([null, 5]);
});

test("a node that tells another chain than two others is named; of two that differ both are", async () => {
  proxies[2]?.set(otherChain);
  expect(await troubles()).toEqual([null, null, "tells another block 5 than most"]);
  const [, ...two] = urls;
  expect(await troubles(two)).toEqual(Array(2).fill("tells another block 5 than the others"));
});

test("a node that is a few blocks behind tells the same as the others, as far as it knows", async () => {
  proxies[0]?.set(headStandsStill(4n));
  expect(await troubles()).toEqual([null, null, null]);
});

test("a node is called by its host alone: the rest of its URL may be a key", () => {
  expect(
    nameNodes(["https://user:word@rpc.test/v2/secret", "https://rpc.test/v2/other?key=k", "http://b:8545"]),
  ).toEqual(["rpc.test", "rpc.test (2)", "b:8545"]);
});
