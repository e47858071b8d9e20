import { tokenIdOf } from "@flux/contracts";
import { eq, type SQL, sql, TransactionRollbackError } from "drizzle-orm";
import { keccak256, toHex } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditBooks } from "../../src/auditor/audit-books.ts";
import { exceptToken } from "../../src/auditor/exceptions.ts";
import type { Db } from "../../src/db/client.ts";
import { mints } from "../../src/minter/tables.ts";
import { endParkedMint } from "../../src/modules/orders/end-parked-mint.ts";
import { refundPayment } from "../../src/modules/payments/refund-payment.ts";
import { refunds } from "../../src/modules/payments/tables.ts";
import { type Bought, buyGarments } from "./buy-garments.ts";
import { type ChainedShop, eventually, newAddress, openChainedShop } from "./open-chained-shop.ts";

let shop: ChainedShop;
/** Number 1, whose tag is taken; its buyer has number 2. */
let replaced: Bought;
/** Two pieces, of which the first was paid back. */
let refunded: Bought;

beforeAll(async () => {
  shop = await openChainedShop({ pieces: 6 });
  await shop.deps.db.execute(sql`update flux.batches set cap = 999`);
  replaced = await buyGarments(shop);
  await giveUp(replaced);
  refunded = await buyGarments(shop, 2);
  await shop.deps.db.execute(sql`update flux.garments set state = 'withdrawn' where state = 'available'`);
  await giveUp(refunded);
  for (const { id } of await shop.deps.db.select({ id: refunds.id }).from(refunds))
    await refundPayment.run(shop.deps, { refundId: id });
  shop.startMinter();
  await eventually(
    "all mints to be done",
    async () => (await audit()).underWay.length === 0,
    () => audit(),
  );
  await shop.stopMinters();
});
afterAll(() => shop?.close());

/** Its tag is bound to a token of somebody else, and the brand says that this is meant. */
async function giveUp({ garment, mint }: Bought) {
  const { chain, onGarment, mined } = shop.flux;
  const tokenId = tokenIdOf(1, 900 + garment.serial);
  const taken = { to: newAddress(), tokenId, tagHash: garment.tagHash, orderRef: keccak256(toHex(tokenId)) };
  await mined(await chain.writeContract({ ...onGarment, functionName: "mintProduct", args: [taken] }));
  await exceptToken(shop.deps, { tokenId, reason: "for the press", by: "tests", withdraw: false });
  await shop.deps.db
    .update(mints)
    .set({ state: "parked", failure: "FluxGarmentTagTaken" })
    .where(eq(mints.id, mint.id));
  await eventually("its end", async () => {
    await endParkedMint.run(shop.deps, { mintId: mint.id });
    const [row] = await shop.deps.db.select().from(mints).where(eq(mints.id, mint.id));
    return row?.state === "given_up";
  });
}

const audit = (db: Pick<Db, "transaction"> = shop.deps.db) =>
  auditBooks({ db, rpcUrl: shop.anvil.rpcUrl, deployment: shop.flux.deployment, limitMin: 15 });

/** What an audit finds in books in which something was changed. The change is rolled back. */
async function foundAfter(...lies: SQL[]) {
  let found: unknown[] = [];
  await shop.deps.db
    .transaction(async (tx) => {
      for (const lie of lies) await tx.execute(lie);
      found = (await audit(tx)).differences.map(({ kind, subject }) => [kind, subject]);
      tx.rollback();
    })
    .catch((error: unknown) => {
      if (!(error instanceof TransactionRollbackError)) throw error;
    });
  return found;
}

test("a replaced garment and a piece that was paid back audit clean, and are counted as what they are", async () => {
  const report = await audit();
  expect(report.differences).toEqual([]);
  expect(report.compared).toMatchObject({
    ...{ paidPieces: 2, tokens: 4, capturedPaise: 3 * 499_900, refundedPaise: 499_900 },
  });
});

/** A credit note keeps its refund: only who changes the database itself loses one. */
const withoutPapers = "alter table flux.credit_notes drop constraint credit_notes_refund_id_refunds_id_fk";

test("a piece that was paid back, and whose refund is gone, too small, too large or stuck, is found", async () => {
  const { number } = refunded;
  for (const [lie, kinds] of [
    [sql.raw(`${withoutPapers}; delete from flux.refunds`), ["order_without_garment"]],
    [sql`update flux.refunds set amount_paise = 1`, ["wrong_amount"]],
    [sql`update flux.refunds set amount_paise = 999800`, ["wrong_amount"]],
    [sql`update flux.refunds set state = 'failed'`, ["refund_stuck"]],
  ] as const)
    expect(await foundAfter(lie)).toEqual(kinds.map((kind) => [kind, number]));
});

test("a piece that was paid back and is sold to its buyer all the same is found", async () => {
  const kept = sql`update flux.garments set state = 'sold', order_id = ${refunded.id},
    order_item_id = ${refunded.mint.orderItemId} where id = ${refunded.garment.id}`;
  expect(await foundAfter(kept)).toContainEqual(["refunded_and_kept", refunded.name]);
});

test("an order that is called cancelled while one of its pieces is not paid back is found", async () => {
  expect(
    await foundAfter(
      sql`update flux.orders set state = 'cancelled', ended_at = now() where id = ${refunded.id}`,
    ),
  ).toContainEqual(["wrong_amount", refunded.number]);
});

test("a garment that can never be minted and is in stock again is found, before it is sold", async () => {
  const back = sql`update flux.garments set state = 'available' where id = ${replaced.garment.id}`;
  expect(await foundAfter(back)).toEqual([["given_up_in_stock", replaced.name]]);
});

test("a line that has neither another garment nor its money is found", async () => {
  const gone = [
    sql`delete from flux.mints where order_item_id = ${replaced.mint.orderItemId} and state <> 'given_up'`,
    sql`update flux.garments set state = 'withdrawn', order_id = null, buyer_id = null, order_item_id = null where order_id = ${replaced.id}`,
  ];
  expect(await foundAfter(...gone)).toContainEqual(["order_without_garment", replaced.number]);
});

test("a token that was given up and is on chain for that order all the same is found, once", async () => {
  const { chain, onGarment, mined } = shop.flux;
  const before = await chain.snapshot();
  const late = { to: newAddress(), tokenId: replaced.mint.tokenId, tagHash: keccak256("0x1a7e") };
  const args = [{ ...late, orderRef: replaced.mint.orderRef }] as const;
  await mined(await chain.writeContract({ ...onGarment, functionName: "mintProduct", args }));
  expect(await foundAfter()).toEqual([["given_up_and_minted", replaced.name]]);
  await chain.revert({ id: before });
});
