import { sql } from "drizzle-orm";
import { type Address, getAddress } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { untilViewsContain } from "../../../test/harness/until-views-contain.ts";
import { twinSchema } from "../../src/modules/blockchain/schema.ts";
import { departureSchema } from "../../src/modules/departures/schema.ts";
import { verdictSchema } from "../../src/modules/nfc/schema.ts";
import { twinPageSchema } from "../../src/modules/twins/schema.ts";
import { designPageSchema, resultsSchema } from "../../src/modules/voting/schema.ts";
import { findCustodyWallet } from "../../src/modules/wallets/queries.ts";
import { errorOf } from "../error-of.ts";
import { holdStill, waitingFor } from "../hold-still.ts";
import type { Buyer } from "../shop/open-shop.ts";
import { type ChainedShop, eventually, newAddress, openChainedShop } from "./open-chained-shop.ts";

let shop: ChainedShop;
let buyer: Buyer;
let custody: Address;
const id = (serial: number) => `${1_000_000 + serial}`;
beforeAll(async () => {
  shop = await openChainedShop({ pieces: 6, indexed: true });
  buyer = await shop.newBuyer();
  custody = getAddress((await findCustodyWallet(shop.deps.db, buyer.id))?.address ?? "");
  shop.startMinter();
  for (const serial of [1, 2, 3]) await shop.payFor(serial, custody);
  await shop.flux.openDesign(1n);
  await eventually("the garments", async () => {
    const twins = await Promise.all([1, 2, 3].map((serial) => twinOf(serial)));
    return twins.every(({ toldBy, state, mint }) => toldBy === "views" && state === "minted" && mint?.block);
  });
});
afterAll(() => shop?.close());

const read = async (path: string, by?: Buyer) => {
  const answer = by ? await by.send("GET", path) : await shop.api.get(path);
  expect(answer.status).toBe(200);
  return answer.json();
};
const twinOf = async (serial: number, by?: Buyer) =>
  twinSchema.strict().parse(await read(`/api/blockchain/digital-twin/${id(serial)}`, by));
const resultsOf = async (by: Buyer) =>
  resultsSchema.strict().parse(await read("/api/voting/designs/1/results", by));
const garmentsOf = async (by: Buyer) => twinPageSchema.strict().parse(await read("/api/garments", by));
const scan = async (serial: number) => {
  const scanned = await shop.api.post("/api/nfc/scan", await shop.tap(shop.garment(serial)));
  return verdictSchema.strict().parse(await scanned.json());
};
/** Which moment each answer names that is made of the views. */
const asOfEach = async () => ({
  twin: (await twinOf(2)).asOf,
  garments: (await garmentsOf(buyer)).asOf,
  designs: designPageSchema.strict().parse(await read("/api/voting/designs")).asOf,
  results: (await resultsOf(buyer)).asOf,
  tap: (await scan(2)).asOf,
});
async function sendTo(serial: number, to: Address) {
  expect((await buyer.send("POST", `/api/garments/${id(serial)}/send`, { to })).status).toBe(202);
  return eventually(`the sending of ${serial}`, async () => {
    const sending = departureSchema.strict().parse(await read(`/api/garments/${id(serial)}/send`, buyer));
    return sending.state === "mined" || sending.state === "final" ? sending : null;
  });
}

test("who sent a garment sees it gone though the indexer stands still, told from the receipt and marked so", async () => {
  shop.indexer?.pause();
  const wallet = newAddress();
  const { hash, block } = await sendTo(1, wallet);
  const twin = await twinOf(1, buyer);
  expect(twin).toMatchObject({ owner: wallet, isYours: false, toldBy: "receipt" });
  expect(twin.asOf.block).toBeLessThan(block ?? 0);
  expect(twin.history).toMatchObject([{ kind: "mint" }, { kind: "transfer", to: wallet, hash, block }]);
  expect(twin.history).toHaveLength(2);
  const { items, asOf } = await garmentsOf(buyer);
  expect(asOf.block).toBeLessThan(block ?? 0);
  expect(items.find(({ tokenId }) => tokenId === id(1))?.isYours).not.toBe(true);
  shop.indexer?.resume();
  await untilViewsContain(shop.deps.db, block ?? 0);
  const history = [{ kind: "mint" }, { kind: "transfer", to: wallet, hash, block }];
  expect(await twinOf(1, buyer)).toMatchObject({ owner: wallet, toldBy: "views", history });
});

test("who voted sees their vote counted though the indexer stands still, and once when it goes on", async () => {
  const before = await resultsOf(buyer);
  expect(before).toMatchObject({ yours: { cast: 0, left: 2 }, toldBy: "views" });
  shop.indexer?.pause();
  const vote = await buyer.send("POST", "/api/voting/designs/1/vote", { tokenIds: [id(2)] });
  expect(vote.status).toBe(202);
  const after = { votes: before.votes + 1, yours: { cast: 1, left: 1 } };
  await eventually("the receipt", async () => (await resultsOf(buyer)).toldBy === "receipt");
  expect(await resultsOf(buyer)).toMatchObject({ ...after, toldBy: "receipt" });
  expect(await resultsOf(await shop.newBuyer())).toMatchObject({ votes: before.votes, toldBy: "views" });
  shop.indexer?.resume();
  await eventually("the views", async () => (await resultsOf(buyer)).toldBy === "views");
  expect(await resultsOf(buyer)).toMatchObject(after);
});

test("a page of garments is of the one block that it names, though a garment leaves while it is read", async () => {
  const { db } = shop.deps;
  // The second of what the page reads: whose tokens they are it has asked by then.
  const garments = await holdStill(db, (tx) => tx.execute(sql`lock table flux.garments`));
  const reading = garmentsOf(buyer);
  expect(await waitingFor(db, 1, reading)).toBe("waits");
  const { chain, mined, onGarment } = shop.flux;
  await chain.impersonateAccount({ address: custody });
  await chain.setBalance({ address: custody, value: 10n ** 18n });
  const args = [custody, newAddress(), BigInt(id(2))] as const;
  const leaving = { ...onGarment, account: custody, functionName: "transferFrom", args } as const;
  const { blockNumber } = await mined(await chain.writeContract(leaving));
  await untilViewsContain(db, blockNumber);
  await garments.end("rollback");
  const page = await reading;
  expect(page.asOf.block).toBeLessThan(Number(blockNumber));
  expect(page.items.find(({ tokenId }) => tokenId === id(2))).toMatchObject({
    owner: custody,
    isYours: true,
  });
  const next = await garmentsOf(buyer);
  expect(next.asOf.block).toBeGreaterThanOrEqual(Number(blockNumber));
  expect(next.items.map(({ tokenId }) => tokenId)).toEqual([id(3)]);
});

test("what the views tell names its block and time, and says that it is late while the chain is a minute further", async () => {
  const each = <T>(value: T) => ({
    twin: value,
    garments: value,
    designs: value,
    results: value,
    tap: value,
  });
  const onTime = each(expect.objectContaining({ late: false }));
  const patience = { timeout: 60_000, interval: 200 };
  await expect.poll(asOfEach, patience).toEqual(onTime);
  shop.indexer?.pause();
  const { chain } = shop.flux;
  await chain.increaseTime({ seconds: 120 });
  await chain.mine({ blocks: 1 });
  await eventually("the twin to be late", async () => (await twinOf(2)).asOf.late);
  const { asOf, asOfBlock } = await resultsOf(buyer);
  const { timestamp } = await chain.getBlock({ blockNumber: BigInt(asOf.block) });
  const at = new Date(Number(timestamp) * 1_000).toISOString();
  expect(await asOfEach()).toEqual(each({ block: asOfBlock, at, late: true }));
  shop.indexer?.resume();
  await expect.poll(asOfEach, patience).toEqual(onTime);
});

test("while the views are rebuilt the twin is told by the chain, lists ask to come again, and a tap still counts", async () => {
  const [moved, kept] = [await twinOf(1), await twinOf(3)];
  await shop.indexer?.stop("SIGKILL");
  await shop.deps.db.execute(sql`drop schema chain cascade`);
  const bare = await twinOf(1);
  expect(bare).toMatchObject({ state: "minted", owner: moved.owner, toldBy: "chain", history: [] });
  expect(bare.asOf.block).toBeGreaterThan(0);
  expect(await twinOf(3, buyer)).toMatchObject({
    ...{ owner: custody, isYours: true, toldBy: "chain", metadataUri: kept.metadataUri },
    history: [{ kind: "mint", to: custody, hash: kept.mint?.hash }],
  });
  expect(await twinOf(5)).toMatchObject({ state: "unminted", owner: null, history: [] });
  for (const path of ["/api/garments", "/api/voting/designs/1/results", "/api/voting/designs"]) {
    const answer = await buyer.send("GET", path);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await errorOf(answer)).toEqual([503, "unavailable"]);
  }
  expect(await scan(3)).toEqual({ genuine: true, tokenId: id(3) });
});

test("views of another build, which lack a column, are no 500 either", async () => {
  const { db } = shop.deps;
  await db.execute(sql`create schema chain`);
  await db.execute(sql`create view chain.token as select 1::numeric as token_id`);
  await db.execute(sql`create view chain._ponder_checkpoint as select repeat('1', 75) as latest_checkpoint`);
  expect(await twinOf(3)).toMatchObject({ owner: custody, toldBy: "chain" });
});

test("without views and without the chain nobody can tell, and the twin asks to come again", async () => {
  await shop.stopMinters();
  await shop.anvil.close();
  const answer = await shop.api.get(`/api/blockchain/digital-twin/${id(3)}`);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await errorOf(answer)).toEqual([503, "chain_unreachable"]);
});
