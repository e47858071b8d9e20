import { eq } from "drizzle-orm";
import { type Address, createWalletClient, getAddress, type Hex, http, toHex } from "viem";
import { createSiweMessage } from "viem/siwe";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { asha } from "../../../test/harness/flux-on-chain.ts";
import { headStandsStill } from "../../../test/harness/head-stands-still.ts";
import { garbage, httpStatus } from "../../../test/harness/rpc-acts.ts";
import { nonceCountOff } from "../../../test/harness/rpc-lies.ts";
import type { RpcProxy } from "../../../test/harness/rpc-proxy.ts";
import type { Act, RpcRule } from "../../../test/harness/rpc-rule.ts";
import { mints } from "../../src/minter/tables.ts";
import { siweNonceSchema } from "../../src/modules/auth/schema.ts";
import { findCustodyWallet } from "../../src/modules/wallets/queries.ts";
import { doubtOf } from "../../src/restored/doubt.ts";
import { errorOf } from "../error-of.ts";
import type { Buyer } from "../shop/open-shop.ts";
import { type ChainedShop, eventually, newAddress, openChainedShop } from "./open-chained-shop.ts";

let shop: ChainedShop;
let nodes: [RpcProxy, RpcProxy];
let buyer: Buyer;
let wallet: Address;
let custody: Address;
/** The block before the first garment. */
let before: bigint;
const [held, other] = [1_000_001n, 1_000_002n];
beforeAll(async () => {
  shop = await openChainedShop({ pieces: 4, indexed: true, twoNodes: true });
  if (!shop.rpc || !shop.secondRpc) throw new Error("there are two nodes");
  nodes = [shop.rpc, shop.secondRpc];
  wallet = await deployWallet();
  before = (await head()) - 1n;
  buyer = await shop.newBuyer();
  custody = getAddress((await findCustodyWallet(shop.deps.db, buyer.id))?.address ?? "");
  await shop.flux.openDesign(1n);
  shop.startMinter();
  for (const serial of [1, 2]) await shop.payFor(serial, custody);
  await eventually("the garments and the design", async () => {
    const results = await buyer.send("GET", "/api/voting/designs/1/results");
    return ((await results.json()) as { yours?: { left: number } }).yours?.left === 2;
  });
  await shop.stopMinters();
});
afterEach(() => {
  vi.useRealTimers();
  for (const node of nodes) node.set();
});
afterAll(() => shop?.close());

/** In 26 bytes of code: isValidSignature says yes (0x1626ba7e) to a signature that begins with 0x42. */
const walletCode = "0x601a600c600039601a6000f360643560001a604214631626ba7e60e01b0260005260206000f3";
async function deployWallet() {
  const client = createWalletClient({ account: asha, transport: http(shop.anvil.rpcUrl) });
  const hash = await client.deployContract({ abi: [], bytecode: walletCode, chain: null });
  const { contractAddress } = await shop.flux.mined(hash);
  if (!contractAddress) throw new Error("the wallet was not deployed");
  return contractAddress;
}

const signedYes: Hex = `0x42${"00".repeat(64)}`;
async function signIn() {
  const { expiresAt, ...asked } = siweNonceSchema
    .strict()
    .parse(await (await shop.api.post("/api/auth/siwe/nonce")).json());
  const times = { issuedAt: new Date(), expirationTime: new Date(expiresAt) };
  const message = createSiweMessage({ ...asked, ...times, address: wallet });
  return shop.api.post("/api/auth/siwe/verify", { message, signature: signedYes });
}

const ownership = () =>
  shop.api.post("/api/blockchain/verify-ownership", { address: newAddress(), tokenId: String(held) });

/** Every act that the chain has to allow. */
const gates: Record<string, () => Response | Promise<Response>> = {
  "who holds a garment": () => ownership(),
  "sending a garment": () => buyer.send("POST", `/api/garments/${held}/send`, { to: newAddress() }),
  "a vote": () => buyer.send("POST", "/api/voting/designs/1/vote", { tokenIds: [String(held)] }),
  "a tap": async () => shop.api.post("/api/nfc/scan", await shop.tap(shop.garment(1))),
  "a contract's word": signIn,
};

const every = (act: Act): RpcRule[] => [{ method: "*", act }];
const down = every(httpStatus(502));
const head = () => shop.flux.chain.getBlockNumber({ cacheTime: 0 });
/** A node that says of a contract what was so before anything was minted. */
const ofYesterday = (): RpcRule => ({
  method: "eth_call",
  act: (call, ask) =>
    ask({ ...call, params: [call.params?.[0], toHex(before), ...(call.params?.slice(2) ?? [])] }),
});

/** What is wrong, what the refusal says, and how it comes about. */
const faults: Record<string, [code: string, set: () => unknown]> = {
  "one node is down": ["chain_unreachable", () => nodes[0].set(down)],
  "both nodes are down": ["chain_unreachable", () => nodes.map((node) => node.set(down))],
  "one node talks garbage": ["chain_unreachable", () => nodes[1].set(every(garbage))],
  "two nodes disagree": ["chain_disagrees", () => nodes[1].set(ofYesterday())],
  "one head stands still": [
    "chain_stands_still",
    async () => {
      vi.useFakeTimers({ toFake: ["performance"] });
      await shop.flux.chain.mine({ blocks: 1 });
      await ownership();
      nodes[0].set(headStandsStill(await head()));
      vi.advanceTimersByTime(61_000);
    },
  ],
};

for (const [fault, [code, set]] of Object.entries(faults))
  test.each(Object.keys(gates))(`%s is refused while ${fault}, and the refusal says so`, async (name) => {
    await set();
    const answer = await gates[name]?.();
    if (!answer) throw new Error(`there is no ${name}`);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await errorOf(answer)).toEqual([503, code]);
  });

test("a tap that could not be verified is not spent", async () => {
  const tap = await shop.tap(shop.garment(1));
  nodes[0].set(down);
  expect((await shop.api.post("/api/nfc/scan", tap)).status).toBe(503);
  nodes[0].set();
  expect(await (await shop.api.post("/api/nfc/scan", tap)).json()).toMatchObject({ genuine: true });
});

test("while the first node is down what is shown comes from the second, and what is sent goes there", async () => {
  nodes[0].set(down);
  nodes[1].forget();
  shop.startMinter();
  const mint = await shop.payFor(3);
  const token = { ...shop.flux.onGarment, functionName: "tokenOfTag", args: [mint.tagHash] } as const;
  await eventually("the mint", async () => (await shop.flux.chain.readContract(token)) === mint.tokenId);
  await shop.stopMinters();
  expect(nodes[1].asked("eth_sendRawTransaction").length).toBeGreaterThan(0);
});

test("when both nodes are well each gate opens", async () => {
  for (const [name, gate] of Object.entries(gates)) {
    const answer = await gate();
    expect([name, answer.status < 300]).toEqual([name, true]);
  }
});

test("who gave a garment away votes no longer with it, though a dead indexer still shows it as theirs", async () => {
  await shop.indexer?.stop("SIGKILL");
  await shop.flux.chain.impersonateAccount({ address: custody });
  await shop.flux.chain.setBalance({ address: custody, value: 10n ** 18n });
  const args = [custody, newAddress(), other] as const;
  const given = { ...shop.flux.onGarment, account: custody, functionName: "transferFrom", args } as const;
  await shop.flux.mined(await shop.flux.chain.writeContract(given));
  const vote = (tokenId: bigint) =>
    buyer.send("POST", "/api/voting/designs/1/vote", { tokenIds: [String(tokenId)] });
  expect(await errorOf(await vote(other))).toEqual([409, "garment_cannot_vote"]);
  expect((await vote(held)).status).toBe(202);
});

test("a node that counts what is not mined holds nothing up, and the books are not doubted", async () => {
  nodes[0].set(nonceCountOff(5, { when: ([, block]) => block === "latest" }));
  const mint = await shop.payFor(4);
  shop.startMinter();
  await eventually("the mint", async () => {
    const [row] = await shop.deps.db.select().from(mints).where(eq(mints.orderItemId, mint.orderItemId));
    return row?.state === "mined" || row?.state === "final";
  });
  expect(await doubtOf(shop.deps.db)).toBeNull();
  await shop.stopMinters();
});
