import { sql } from "drizzle-orm";
import { type Address, getAddress } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { untilViewsContain } from "../../../test/harness/until-views-contain.ts";
import { twinSchema } from "../../src/modules/blockchain/schema.ts";
import { verdictSchema } from "../../src/modules/nfc/schema.ts";
import { sendingSchema } from "../../src/modules/twins/send-schema.ts";
import { resultsSchema } from "../../src/modules/voting/schema.ts";
import { findCustodyWallet } from "../../src/modules/wallets/queries.ts";
import { errorOf } from "../error-of.ts";
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
async function sendTo(serial: number, to: Address) {
  expect((await buyer.send("POST", `/api/garments/${id(serial)}/send`, { to })).status).toBe(202);
  return eventually(`the sending of ${serial}`, async () => {
    const sending = sendingSchema.strict().parse(await read(`/api/garments/${id(serial)}/send`, buyer));
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
  const { items } = (await read("/api/garments", buyer)) as {
    items: { tokenId: string; isYours: boolean }[];
  };
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

test("a twin says that it is late when the chain is a minute further, and no longer when the views are there", async () => {
  expect((await twinOf(2)).asOf.late).toBe(false);
  shop.indexer?.pause();
  await shop.flux.chain.increaseTime({ seconds: 120 });
  await shop.flux.chain.mine({ blocks: 1 });
  await eventually("the twin to be late", async () => (await twinOf(2)).asOf.late);
  shop.indexer?.resume();
  await eventually("the twin to be on time", async () => !(await twinOf(2)).asOf.late);
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
  const scanned = await shop.api.post("/api/nfc/scan", await shop.tap(shop.garment(3)));
  expect(verdictSchema.strict().parse(await scanned.json())).toEqual({ genuine: true, tokenId: id(3) });
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
