import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { audit } from "../../src/audit/tables.ts";
import { decideMint } from "../../src/minter/decide-mint.ts";
import { mints, sends, transactions } from "../../src/minter/tables.ts";
import { refundByHand } from "../../src/modules/orders/refund-by-hand.ts";
import { orders } from "../../src/modules/orders/tables.ts";
import { refunds } from "../../src/modules/payments/tables.ts";
import { garments } from "../../src/modules/stock/tables.ts";
import { holdStill, waitingFor } from "../hold-still.ts";
import { type Bought, buyGarments } from "./buy-garments.ts";
import { type ChainedShop, eventually, openChainedShop } from "./open-chained-shop.ts";

let shop: ChainedShop;
beforeAll(async () => {
  // A chain whose clock is far behind: a block is final as soon as it is there.
  shop = await openChainedShop({ pieces: 20, chainBehindSec: 7 * 86_400 });
});
afterEach(() => shop.stopMinters());
afterAll(() => shop?.close());

const db = () => shop.deps.db;
const said = { reason: "they asked", by: "kira" };
const refund = ({ number }: Bought, tokenId: bigint | null = null) =>
  refundByHand(shop.deps, { orderNumber: number, tokenId, ...said });
const park = (mint: { id: string }) => decideMint(shop.deps, { mint, act: "park", ...said });
async function mintsOf({ id }: Bought) {
  const rows = await db()
    .select({ mint: mints })
    .from(mints)
    .innerJoin(garments, eq(garments.id, mints.garmentId))
    .where(eq(garments.orderId, id));
  return rows.map(({ mint }) => mint);
}
async function booksOf({ id, buyer, garment }: Bought) {
  const [order] = await db().select().from(orders).where(eq(orders.id, id));
  const { rows } = await db().execute<{ paise: number }>(sql`
    select amount_paise as paise from flux.refunds where attempt_id in
      (select a.id from flux.payment_attempts a join flux.payments p on p.id = a.payment_id where p.order_id = ${id})
    order by id`);
  const [piece] = await db().select().from(garments).where(eq(garments.id, garment.id));
  const mails = await shop.api.mailsTo(buyer.email);
  return {
    order: order?.state,
    paise: rows.map(({ paise }) => paise),
    garment: piece?.state,
    mails: mails.filter(({ subject }) => /goes back to you/.test(subject)).length,
    total: order?.totalPaise ?? 0,
  };
}

test("a parked piece is paid back once with what was paid for it, and the rest of the order stays", async () => {
  const bought = await buyGarments(shop, 2);
  await park(bought.mint);
  const { tokenId } = bought.mint;
  expect(await refund(bought, tokenId)).toMatchObject({
    did: true,
    words: expect.stringMatching(new RegExp(`goes back for ${bought.name} of ${bought.number}`)),
  });
  const books = await booksOf(bought);
  expect(books).toMatchObject({ order: "confirmed", garment: "withdrawn", mails: 1 });
  expect(books.paise).toHaveLength(1);
  expect(books.paise[0]).toBeLessThan(books.total);
  const [written] = await db().select().from(audit).where(eq(audit.act, "piece_refunded"));
  expect(written?.details).toMatchObject({ ...said, amountPaise: books.paise[0], tokenId: String(tokenId) });

  expect(await refund(bought, tokenId)).toMatchObject({ did: false });
  expect(await booksOf(bought)).toEqual(books);
});

test("a whole order is paid back to the last paisa, and is cancelled", async () => {
  const bought = await buyGarments(shop, 2);
  for (const mint of await mintsOf(bought)) await park(mint);
  expect(await refund(bought)).toMatchObject({ did: true });
  const { paise, total, ...books } = await booksOf(bought);
  expect(books).toMatchObject({ order: "cancelled", mails: 2 });
  expect(paise.reduce((sum, each) => sum + each, 0)).toBe(total);
  expect(await refund(bought)).toMatchObject({ did: false });
});

test("of an order with one piece that may still be minted nothing is paid back", async () => {
  const bought = await buyGarments(shop, 2);
  await park(bought.mint);
  expect(await refund(bought)).toMatchObject({
    did: false,
    words: expect.stringContaining("./flux mints park"),
  });
  expect(await booksOf(bought)).toMatchObject({ order: "confirmed", garment: "sold", paise: [], mails: 0 });
});

test("a garment that is minted is not paid back", async () => {
  const bought = await buyGarments(shop);
  shop.startMinter();
  await eventually("the mint", async () => /mined|final/.test((await mintsOf(bought))[0]?.state ?? ""));
  expect(await refund(bought)).toMatchObject({ did: false, words: expect.stringContaining("is minted") });
  expect(await booksOf(bought)).toMatchObject({ order: "confirmed", paise: [] });
});

test("a piece of an order that is shipped is not paid back by hand", async () => {
  const bought = await buyGarments(shop);
  await park(bought.mint);
  await db().update(orders).set({ state: "shipped" }).where(eq(orders.id, bought.id));
  expect(await refund(bought)).toMatchObject({ did: false, words: expect.stringContaining("is shipped") });
  expect(await booksOf(bought)).toMatchObject({ order: "shipped", garment: "sold", paise: [] });
});

test("what was signed for a piece and may still be mined keeps its money here", async () => {
  const bought = await buyGarments(shop);
  await park(bought.mint);
  const hash = `0x${"5".repeat(64)}` as const;
  const signer = shop.signers.minter.address;
  const [row] = await db()
    .insert(transactions)
    .values({ signer, nonce: 9_999, hash, purpose: "mint", state: "displaced" })
    .returning({ id: transactions.id });
  const raw = `0x02${bought.mint.orderRef.slice(2)}` as const;
  await db()
    .insert(sends)
    .values({ hash, raw, transactionId: row?.id ?? "" });
  expect(await refund(bought)).toMatchObject({
    did: false,
    words: expect.stringContaining("may still be mined"),
  });
  expect(await booksOf(bought)).toMatchObject({ order: "confirmed", paise: [] });
});

test("two people who pay the same piece back at once pay it once", async () => {
  const bought = await buyGarments(shop);
  await park(bought.mint);
  const row = await holdStill(db(), (tx) =>
    tx.execute(sql`select from flux.orders where id = ${bought.id} for update`),
  );
  const both = [refund(bought), refund(bought)];
  expect(await waitingFor(db(), 2, ...both)).toBe("waits");
  await row.end("commit");
  const did = (await Promise.all(both)).map((answer) => answer.did);
  expect(did.sort()).toEqual([false, true]);
  expect(
    await db().select().from(refunds).where(eq(refunds.orderItemId, bought.mint.orderItemId)),
  ).toHaveLength(1);
});

test("an order that nobody placed is said to be none", async () => {
  expect(await refundByHand(shop.deps, { orderNumber: "FLX-000000", tokenId: null, ...said })).toEqual({
    did: false,
    words: "There is no order FLX-000000. Nothing was changed.",
  });
});
