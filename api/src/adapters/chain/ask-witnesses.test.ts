import { fluxGarmentAbi, tokenIdOf } from "@flux/contracts";
import { createPublicClient, http, toHex } from "viem";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "../../../../scripts/flux/ports.ts";
import { startChain } from "../../../../test/harness/chain.ts";
import { asha, deployFlux, ravi } from "../../../../test/harness/flux-on-chain.ts";
import { headStandsStill } from "../../../../test/harness/head-stands-still.ts";
import {
  dropAnswer,
  garbage,
  hang,
  httpStatus,
  refuse,
  rewrite,
  truncated,
} from "../../../../test/harness/rpc-acts.ts";
import { reverts } from "../../../../test/harness/rpc-lies.ts";
import { startRpcProxy } from "../../../../test/harness/rpc-proxy.ts";
import type { Act, RpcRule } from "../../../../test/harness/rpc-rule.ts";
import { AppError } from "../../errors.ts";
import { askWitnesses } from "./ask-witnesses.ts";
import { createWitness } from "./witness.ts";

// A garment that Asha gave to Ravi a moment ago. Who says now that it is hers lets the wrong one in.
const threeHoursSec = 3 * 3_600;
const maxHeadAgeSec = 3_600;
const tokenId = tokenIdOf(1, 1);
const chain = await startChain({ genesisSec: Math.floor(Date.now() / 1000) - threeHoursSec });
const flux = await deployFlux(chain.rpcUrl);
await flux.openBatch(1);
const { blockNumber: before } = await flux.mint(1, 1, asha.address);
await flux.chain.increaseTime({ seconds: threeHoursSec });
await flux.transfer(asha, ravi.address, tokenId);

const atBlockBefore: Act = (call, ask) =>
  ask({ ...call, params: [call.params?.[0], toHex(before), ...(call.params?.slice(2) ?? [])] });
const every = (act: Act): RpcRule[] => [{ method: "*", act }];
/** What each kind of node answers. */
const kinds = {
  well: [],
  "well too": [],
  "standing still": headStandsStill(before),
  lying: [{ method: "eth_call", act: atBlockBefore }],
  hanging: every(hang),
  "down behind a gateway": every(httpStatus(502)),
  "at its limit": every(httpStatus(429)),
  "talking garbage": every(garbage),
  "dropping answers": every(dropAnswer),
  "without a newest block": [{ method: "eth_getBlockByNumber", act: rewrite(() => null) }],
  "answering nothing": [{ method: "eth_call", act: rewrite(() => "0x") }],
  // These beside one that is well are enough.
  "at its limit, in JSON": every(refuse(-32_005, "limit exceeded")),
  "cut in the middle": every(truncated),
  "with a block of no number": [
    { method: "eth_getBlockByNumber", act: rewrite<object>((block) => ({ ...block, number: "one" })) },
  ],
  "refusing without a reason": [reverts("0x", {})],
  "without that block": [{ method: "eth_call", act: refuse(-32_000, "header not found") }],
} satisfies Record<string, RpcRule[]>;
type Kind = keyof typeof kinds | "not there";
const names = ["not there", ...Object.keys(kinds)] as Kind[];
const mixed = names.slice(0, 12);
const isWell = (kind: Kind) => kind === "well" || kind === "well too";

const proxies: Awaited<ReturnType<typeof startRpcProxy>>[] = [];
const urlOf = new Map<Kind, string>();
beforeAll(async () => {
  for (const [kind, rules] of Object.entries(kinds)) {
    const proxy = await startRpcProxy({ target: chain.rpcUrl });
    proxy.set(rules);
    proxies.push(proxy);
    urlOf.set(kind as Kind, proxy.url);
  }
  urlOf.set("not there", `http://127.0.0.1:${await freePort()}`);
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  for (const proxy of proxies) await proxy.close();
  await chain.close();
});

const witnessOf = (kind: Kind, minesOnDemand = false) => {
  // Only one that hangs is not waited for: an answer of the others may be slow on a busy machine.
  const timeout = kind === "hanging" ? 200 : 60_000;
  const transport = http(urlOf.get(kind), { batch: true, timeout, retryCount: 0 });
  return createWitness(createPublicClient({ transport, cacheTime: 0 }), { maxHeadAgeSec, minesOnDemand });
};
const holder = async (witnesses: ReturnType<typeof witnessOf>[]) => {
  const { answer } = await askWitnesses(witnesses, async (client, blockNumber) => {
    const token = { ...flux.onGarment, abi: fluxGarmentAbi, args: [tokenId] } as const;
    return client.readContract({ ...token, functionName: "ownerOf", blockNumber });
  });
  return answer;
};
const said = (kinds: Kind[], minesOnDemand?: boolean) =>
  holder(kinds.map((kind) => witnessOf(kind, minesOnDemand))).catch(refusalOf);

const refusalOf = (error: unknown) =>
  error instanceof AppError ? `${error.status} ${error.code}` : String(error);

/** All ways to take one, two or three nodes of those that are mixed, and each of the others alone and beside one that is well. */
function combinations(): Kind[][] {
  const triples = mixed.flatMap((first, i) =>
    mixed.slice(i).flatMap((second, j) => mixed.slice(i + j).map((third) => [first, second, third])),
  );
  const pairs = mixed.flatMap((first) => mixed.map((second) => [first, second]));
  const beside = names.slice(12).map((kind): Kind[] => ["well", kind]);
  return [...triples, ...pairs, ...beside, ...names.map((kind) => [kind])].filter(believable);
}
/** No quorum helps against a lie that nobody contradicts. */
const believable = (nodes: Kind[]) =>
  nodes.filter((kind) => kind === "lying").length < Math.min(2, nodes.length);

test("of all one, two and three nodes with whatever faults not one lets the old owner in, and two that are well let the new one", async () => {
  const all = combinations();
  expect(all.length).toBeGreaterThan(500);
  const answers: { nodes: Kind[]; answer: string }[] = [];
  const left = all.values();
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      for (const nodes of left) answers.push({ nodes, answer: String(await said(nodes)) });
    }),
  );
  expect(answers).toHaveLength(all.length);
  expect(answers.filter(({ answer }) => answer === asha.address)).toEqual([]);
  const enough = (nodes: Kind[]) => nodes.filter(isWell).length >= Math.min(2, nodes.length);
  expect(answers.filter(({ nodes, answer }) => enough(nodes) && answer !== ravi.address)).toEqual([]);
  const refused = answers.filter(({ nodes }) => !enough(nodes)).map(({ answer }) => answer);
  expect(new Set(refused)).toEqual(
    new Set(["503 chain_unreachable", "503 chain_stands_still", "503 chain_disagrees"]),
  );
});

test.each<[Kind[], string]>([
  [["not there"], "503 chain_unreachable"],
  [["hanging", "not there"], "503 chain_unreachable"],
  [["well", "not there"], "503 chain_unreachable"],
  [["standing still"], "503 chain_stands_still"],
  [["well", "standing still"], "503 chain_stands_still"],
  [["well", "lying"], "503 chain_disagrees"],
])("with nodes that are %j the refusal says what is wrong: %s", async (nodes, refusal) => {
  expect(String(await said(nodes))).toBe(refusal);
});

test("a node that hangs keeps nobody waiting whom two others know", async () => {
  const three = (["hanging", "well", "well too"] as const).map((kind) => witnessOf(kind));
  const hung = three[0]?.look().catch(() => "given up");
  const first = await Promise.race([hung, holder(three)]);
  expect(first).toBe(ravi.address);
});

test("a head that stands still is old even when its clock and ours say that it is new", async () => {
  const witness = witnessOf("well");
  vi.useFakeTimers({ toFake: ["performance"] });
  expect(await holder([witness])).toBe(ravi.address);
  vi.advanceTimersByTime(maxHeadAgeSec * 1_000);
  expect(await holder([witness])).toBe(ravi.address);
  vi.advanceTimersByTime(1_000);
  expect(String(await holder([witness]).catch(refusalOf))).toBe("503 chain_stands_still");
  await flux.chain.mine({ blocks: 1 });
  expect(await holder([witness])).toBe(ravi.address);
});

test("a head that moved since it was seen is old all the same when its own time is", async () => {
  const witness = witnessOf("well");
  expect(await holder([witness])).toBe(ravi.address);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2 * threeHoursSec * 1_000 });
  await flux.chain.mine({ blocks: 1 });
  expect(String(await holder([witness]).catch(refusalOf))).toBe("503 chain_stands_still");
});

test("on a chain that mines on demand an idle head is believed once it moves when asked, and one that does not move is not", async () => {
  const idle = () => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + threeHoursSec * 1_000 });
  const head = () => flux.chain.getBlockNumber({ cacheTime: 0 });
  const witness = witnessOf("well", true);
  const first = await head();
  expect(await holder([witness])).toBe(ravi.address);
  expect(await head()).toBe(first);
  vi.useFakeTimers({ toFake: ["performance"] });
  vi.advanceTimersByTime(2 * maxHeadAgeSec * 1_000);
  expect(await holder([witness])).toBe(ravi.address);
  expect(await head()).toBe(first + 1n);
  idle();
  expect(String(await said(["standing still"], true))).toBe("503 chain_stands_still");
});
