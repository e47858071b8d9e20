import { tokenIdOf } from "@flux/contracts";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { asha, ravi } from "../../../test/harness/flux-on-chain.ts";
import { untilViewsContain } from "../../../test/harness/until-views-contain.ts";
import { audit } from "../../src/audit/tables.ts";
import { connect } from "../../src/db/client.ts";
import { ownershipSchema, twinSchema } from "../../src/modules/blockchain/schema.ts";
import { departureSchema } from "../../src/modules/departures/schema.ts";
import { addOwnWallet } from "../../src/modules/wallets/add-own-wallet.ts";
import { findCustodyWallet } from "../../src/modules/wallets/queries.ts";
import { errorOf } from "../error-of.ts";
import type { Buyer } from "../shop/open-shop.ts";
import { type ChainedShop, eventually, newAddress, openChainedShop } from "./open-chained-shop.ts";

let shop: ChainedShop;
let buyer: Buyer;
beforeAll(async () => {
  shop = await openChainedShop({ pieces: 9, indexed: true });
  buyer = await shop.newBuyer();
  shop.startMinter();
});
afterAll(() => shop?.close());

const read = async (answer: Response) => {
  expect(answer.status).toBeLessThan(300);
  return answer.json();
};
async function custodyOf({ id }: Buyer) {
  const wallet = await findCustodyWallet(shop.deps.db, id);
  return wallet!.address as `0x${string}`;
}
const ownerOf = (tokenId: bigint) =>
  shop.flux.chain.readContract({ ...shop.flux.onGarment, functionName: "ownerOf", args: [tokenId] });
const twinOf = async (id: string, reader: Buyer = buyer) =>
  twinSchema.strict().parse(await read(await reader.send("GET", `/api/blockchain/digital-twin/${id}`)));
const send = (from: Buyer, tokenId: bigint, to: string) =>
  from.send("POST", `/api/garments/${tokenId}/send`, { to });
async function buy(serial: number, by: Buyer = buyer) {
  const { tokenId } = await shop.payFor(serial, await custodyOf(by));
  // Of the two that tell of a mint, the worker's receipt and the indexer's event, either may come first.
  await eventually(
    `the index and the receipt of ${tokenId}`,
    async () => {
      const { history, mint } = await twinOf(`1-${serial}`);
      return history.length > 0 && mint?.block != null;
    },
    () => twinOf(`1-${serial}`),
  );
  return tokenId;
}
const sent = (tokenId: bigint, by: Buyer = buyer) =>
  eventually(`the sending of ${tokenId}`, async () => {
    const sending = departureSchema
      .strict()
      .parse(await read(await by.send("GET", `/api/garments/${tokenId}/send`)));
    return sending.block !== null && sending;
  });

test("a bought garment is told by its twin, to its owner as theirs", async () => {
  expect(await twinOf("1-1")).toMatchObject({ state: "unminted", owner: null, history: [], mint: null });
  const tokenId = await buy(1);
  const twin = await twinOf(String(tokenId));
  expect(twin).toMatchObject({
    tokenId: "1000001",
    batch: 1,
    serial: 1,
    state: "minted",
    isYours: true,
    vaulted: false,
  });
  expect(twin.owner?.toLowerCase()).toBe(await custodyOf(buyer));
  expect(twin.metadataUri).toBe("ipfs://batch-1/1.json");
  expect(twin.history).toMatchObject([
    { kind: "mint", to: twin.owner, hash: twin.mint?.hash, block: twin.mint?.block },
  ]);
  expect(twin.asOf?.block).toBeGreaterThan(0);
  const stranger = await shop.newBuyer();
  expect(await twinOf("1-1", stranger)).toMatchObject({ isYours: false, owner: twin.owner });
});

test("my garments are those I hold, page by page, with those still being minted", async () => {
  const collector = await shop.newBuyer();
  await buy(2, collector);
  await buy(3, collector);
  const pages = [];
  for (let cursor = ""; ; ) {
    const { items, nextCursor } = (await read(
      await collector.send("GET", `/api/garments?limit=1${cursor && `&cursor=${cursor}`}`),
    )) as { items: { tokenId: string; isYours: boolean }[]; nextCursor: string | null };
    pages.push(items.map(({ tokenId }) => tokenId));
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  expect(pages).toEqual([["1000002"], ["1000003"]]);
  await shop.stopMinters();
  await shop.payFor(4, await custodyOf(collector));
  const { items } = (await read(await collector.send("GET", "/api/garments"))) as {
    items: { state: string }[];
  };
  expect(items.map(({ state }) => state)).toEqual(["minted", "minted", "minting"]);
  shop.startMinter();
  expect(await errorOf(await shop.api.get("/api/garments"))).toEqual([401, "not_signed_in"]);
});

test("a garment in custody goes to a wallet when its owner sends it, once", async () => {
  const tokenId = await buy(5);
  const wallet = newAddress();
  await shop.stopMinters();
  const answers = await Promise.all([1, 2, 3].map(() => send(buyer, tokenId, wallet)));
  const relays = await Promise.all(
    answers.map(async (answer) => departureSchema.strict().parse(await answer.json())),
  );
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
  expect(new Set(relays.map(({ id }) => id)).size).toBe(1);
  // Written down by who queued it, and not again by the repeats.
  const written = await shop.deps.db
    .select()
    .from(audit)
    .where(eq(audit.subject, String(tokenId)));
  expect(written).toEqual([
    expect.objectContaining({
      actor: buyer.id,
      act: "garment_sent",
      details: expect.objectContaining({ to: wallet }),
    }),
  ]);
  shop.startMinter();
  const arrived = await sent(tokenId);
  expect(arrived).toMatchObject({ to: wallet, failure: null, tokenId: String(tokenId) });
  expect(await ownerOf(tokenId)).toBe(wallet);
  const twin = await eventually("the index of the move", async () => {
    const seen = await twinOf(String(tokenId));
    return seen.history.length === 2 && seen.owner === wallet && seen;
  });
  expect(twin).toMatchObject({ owner: wallet, isYours: false, sending: null });
  expect(twin.history[1]).toMatchObject({ kind: "transfer", to: wallet, hash: arrived.hash });
  expect(await errorOf(await send(buyer, tokenId, wallet))).toEqual([404, "garment_not_yours"]);
});

test("nobody sends what is not theirs, and nothing goes where it would be lost", async () => {
  const tokenId = await buy(6);
  const stranger = await shop.newBuyer();
  const wallet = newAddress();
  expect(await errorOf(await send(stranger, tokenId, wallet))).toEqual([404, "garment_not_yours"]);
  expect(await errorOf(await send(buyer, 1_000_999n, wallet))).toEqual([404, "garment_not_yours"]);
  expect(await errorOf(await shop.api.post(`/api/garments/${tokenId}/send`, { to: wallet }))).toEqual([
    401,
    "not_signed_in",
  ]);
  const { FluxGarment, FluxVoting } = shop.flux.deployment;
  for (const [nowhere, code] of [
    [`0x${"0".repeat(40)}`, "nobodys_address"],
    [FluxGarment, "our_contract"],
    [FluxVoting, "our_contract"],
    [await custodyOf(buyer), "already_there"],
  ] as const) {
    expect(await errorOf(await send(buyer, tokenId, nowhere))).toEqual([409, code]);
  }
  const swapped = `0x${wallet.slice(2).replace(/[a-f]/i, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()))}`;
  for (const wrong of [swapped, "0x12", "asha.eth", 5]) {
    expect(await errorOf(await buyer.send("POST", `/api/garments/${tokenId}/send`, { to: wrong }))).toEqual([
      400,
      "invalid_input",
    ]);
  }
  expect((await ownerOf(tokenId)).toLowerCase()).toBe(await custodyOf(buyer));
  expect(await errorOf(await buyer.send("GET", `/api/garments/${tokenId}/send`))).toEqual([404, "not_sent"]);
});

test("a garment on its way to one wallet cannot be sent to another", async () => {
  const tokenId = await buy(7);
  await shop.stopMinters();
  const wallet = newAddress();
  expect((await send(buyer, tokenId, wallet)).status).toBe(202);
  expect(await errorOf(await send(buyer, tokenId, newAddress()))).toEqual([409, "already_sending"]);
  const stranger = await shop.newBuyer();
  expect(await errorOf(await stranger.send("GET", `/api/garments/${tokenId}/send`))).toEqual([
    404,
    "not_sent",
  ]);
  expect(await twinOf(String(tokenId))).toMatchObject({
    sending: { to: wallet, state: "queued" },
    isYours: true,
  });
  shop.startMinter();
  await sent(tokenId);
  expect(await ownerOf(tokenId)).toBe(wallet);
});

test("a garment that came back can be sent again, also to whom it was sent before", async () => {
  const custody = await custodyOf(buyer);
  await shop.flux.mint(1, 500, custody);
  const tokenId = tokenIdOf(1, 500);
  const movesNow = (moves: bigint) =>
    eventually(`move ${moves}`, async () => {
      const args = [tokenId] as const;
      const now = await shop.flux.chain.readContract({
        ...shop.flux.onGarment,
        functionName: "movesOf",
        args,
      });
      return now === moves;
    });
  expect((await send(buyer, tokenId, asha.address)).status).toBe(202);
  await movesNow(1n);
  await shop.flux.transfer(asha, custody, tokenId);
  expect((await send(buyer, tokenId, asha.address)).status).toBe(202);
  await movesNow(3n);
  expect(await ownerOf(tokenId)).toBe(asha.address);
});

test("a garment in a wallet of one's own is sent from there, not by custody", async () => {
  await shop.deps.db.transaction((tx) => addOwnWallet(tx, { userId: buyer.id, address: ravi.address }));
  await shop.flux.mint(1, 501, ravi.address);
  const answer = await send(buyer, tokenIdOf(1, 501), newAddress());
  expect(await errorOf(answer)).toEqual([409, "not_in_custody"]);
});

test("a twin does not say that it is as of a block whose events it does not show", async () => {
  const tokenId = tokenIdOf(1, 9);
  await shop.payFor(9, asha.address);
  await eventually("the index of the mint", async () => (await twinOf("1-9")).history.length > 0);
  await shop.stopMinters();
  const { db, pool } = connect(shop.api.env.DATABASE_URL);
  onTestFinished(() => pool.end());
  // The answer stops between the token, which it has read, and what comes after it; meanwhile the garment moves.
  const { asked, block } = await db.transaction(async (tx) => {
    await tx.execute(sql`lock table flux.relays in access exclusive mode`);
    // By nobody: who is signed in is asked first for what they did.
    const asked = shop.api.get("/api/blockchain/digital-twin/1-9");
    await eventually("the answer to wait", async () => {
      const { rows } = await db.execute(
        sql`select 1 from pg_locks l join pg_database d on d.oid = l.database
            where d.datname = current_database() and relation = 'flux.relays'::regclass and not granted`,
      );
      return rows.length > 0;
    });
    const { blockNumber } = await shop.flux.transfer(asha, ravi.address, tokenId);
    await untilViewsContain(db, blockNumber);
    return { asked, block: Number(blockNumber) };
  });
  shop.startMinter();
  const twin = twinSchema.strict().parse(await (await asked).json());
  expect(twin.owner).toBe(asha.address);
  expect(twin.asOf?.block).toBeLessThan(block);
  expect(await twinOf("1-9")).toMatchObject({ owner: ravi.address, asOf: { block } });
});

test("ownership is what the chain says; without the chain there is no answer", async () => {
  const tokenId = await buy(8);
  const ask = (address: string, id: unknown = String(tokenId)) =>
    shop.api.post("/api/blockchain/verify-ownership", { address, tokenId: id });
  const custody = await custodyOf(buyer);
  expect(ownershipSchema.strict().parse(await (await ask(custody)).json())).toMatchObject({ owns: true });
  expect(await (await ask(newAddress())).json()).toMatchObject({ owns: false });
  expect(await (await ask(custody, "77")).json()).toMatchObject({ owns: false, owner: null });
  for (const wrong of ["-1", "1e3", 5, (2n ** 256n).toString()]) {
    expect(await errorOf(await ask(custody, wrong))).toEqual([400, "invalid_input"]);
  }
  await shop.stopMinters();
  await shop.anvil.close();
  const answer = await ask(custody);
  expect(answer.headers.get("retry-after")).toBe("2");
  expect(await errorOf(answer)).toEqual([503, "chain_unreachable"]);
});

test("an id that no garment has is not found", async () => {
  for (const id of ["9-1", "1000099", "5000000000000001", "0", "1-0"]) {
    expect(await errorOf(await shop.api.get(`/api/blockchain/digital-twin/${id}`))).toEqual([
      404,
      "garment_not_found",
    ]);
  }
  expect(await errorOf(await shop.api.get("/api/blockchain/digital-twin/hoodie"))).toEqual([
    400,
    "invalid_input",
  ]);
});
