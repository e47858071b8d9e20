import { tagHashOfChip, tokenIdOf } from "@flux/contracts";
import { type SQL, sql, TransactionRollbackError } from "drizzle-orm";
import { type Address, type Hex, keccak256, zeroAddress } from "viem";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { asha, newChip, ravi } from "../../../test/harness/flux-on-chain.ts";
import { writeAudit } from "../../src/audit/write-audit.ts";
import { auditBooks } from "../../src/auditor/audit-books.ts";
import { exceptToken } from "../../src/auditor/exceptions.ts";
import type { Db, Tx } from "../../src/db/client.ts";
import { type Bought, buyGarments, orderGarments, payAtVendor } from "./buy-garments.ts";
import { type ChainedShop, eventually, newAddress, openChainedShop } from "./open-chained-shop.ts";

let shop: ChainedShop;
/** Paid and minted. */
let minted: Bought;
/** Paid a moment ago, and not minted: no minter runs here but at the start. */
let unminted: Bought;

beforeAll(async () => {
  shop = await openChainedShop({ pieces: 40 });
  await shop.deps.db.execute(sql`update flux.batches set cap = 999`);
  minted = await buyGarments(shop);
  await buyGarments(shop, 4);
  shop.startMinter();
  await eventually(
    "all mints to be done",
    async () => (await audit()).underWay.length === 0,
    () => audit(),
  );
  await shop.stopMinters();
});
afterAll(() => shop?.close());

const db = () => shop.deps.db;
const audit = (options: { db?: Pick<Db, "transaction">; rpcUrl?: string; limitMin?: number } = {}) =>
  auditBooks({
    ...{ db: db(), rpcUrl: shop.anvil.rpcUrl, deployment: shop.flux.deployment, limitMin: 15 },
    ...options,
  });

/** The audit of books in which something was changed. The change is rolled back. */
async function auditAfter(change: (tx: Tx) => Promise<unknown>) {
  let report: Awaited<ReturnType<typeof audit>> | undefined;
  await db()
    .transaction(async (tx) => {
      await change(tx);
      report = await audit({ db: tx });
      tx.rollback();
    })
    .catch((error: unknown) => {
      if (!(error instanceof TransactionRollbackError)) throw error;
    });
  if (!report) throw new Error("nothing was audited");
  return report;
}

/** What is done to the chain is undone after each test. */
let before: Hex | undefined;
const onChain = async () => {
  before = await shop.flux.chain.snapshot();
  return shop.flux;
};
afterEach(async () => {
  if (before) await shop.flux.chain.revert({ id: before });
  before = undefined;
});

/** Mints as the holder of MINTER_ROLE may, whatever the books say. */
async function mint(lie: { serial: number; to?: Address; tagHash?: Hex; orderRef?: Hex }) {
  const { chain, onGarment, mined } = await onChain();
  const args = [
    {
      to: lie.to ?? newAddress(),
      tokenId: tokenIdOf(1, lie.serial),
      tagHash: lie.tagHash ?? shop.garment(lie.serial).tagHash,
      orderRef: lie.orderRef ?? keccak256("0x01"),
    },
  ] as const;
  await mined(await chain.writeContract({ ...onGarment, functionName: "mintProduct", args }));
}
const setMint = (tx: Tx, { mint: { id } }: Bought, values: SQL) =>
  tx.execute(sql`update flux.mints set ${values} where id = ${id}`);

type Report = Awaited<ReturnType<typeof audit>>;
const kinds = ({ differences }: Report) => differences.map(({ kind, subject }) => [kind, subject]);

test("a shop that sold and minted audits clean, and its counts are told", async () => {
  const report = await audit();
  expect(report).toMatchObject({ ok: true, differences: [], underWay: [], exceptions: [], chainId: 31337 });
  expect(report.compared).toEqual({
    ...{ orders: 2, paidPieces: 5, tokens: 5, batches: 1, viewsAtBlock: null },
    ...{ capturedPaise: 5 * 499_900, refundedPaise: 0 },
  });
});

test("what was paid a moment ago is under way, and a difference once it takes too long or the minter gave up", async () => {
  unminted = await buyGarments(shop);
  const report = await audit();
  expect(report).toMatchObject({ ok: true, differences: [] });
  expect(report.underWay).toEqual([
    {
      check: "tokens",
      subject: unminted.name,
      what: expect.stringContaining(unminted.number),
      ageSec: expect.any(Number),
    },
  ]);
  expect(report.underWay[0]?.ageSec).toBeLessThan(900);
  const missing = [["order_without_token", unminted.name]];
  expect(kinds(await audit({ limitMin: 1e-6 }))).toEqual(missing);
  for (const lie of [
    sql`requested_at = now() - interval '16 minutes'`,
    sql`state = 'final'`,
    sql`state = 'failed', failure = 'FluxGarmentTokenTaken(1000006)'`,
  ])
    expect(kinds(await auditAfter((tx) => setMint(tx, unminted, lie)))).toEqual(missing);
});

test("a token without an order is found, until the brand says why it is there, and again when it takes that back", async () => {
  await mint({ serial: 39 });
  expect(kinds(await audit())).toEqual([["token_without_order", "1-39"]]);
  const word = { tokenId: tokenIdOf(1, 39), reason: "minted by hand for the press", by: "kira" };
  const say = (tx: Tx, withdraw: boolean) =>
    exceptToken({ db: tx, log: shop.deps.log }, { ...word, withdraw });
  const excepted = await auditAfter((tx) => say(tx, false));
  expect(excepted.differences).toEqual([]);
  expect(excepted.exceptions).toMatchObject([{ token: "1-39", reason: word.reason, by: "kira" }]);
  const withdrawn = await auditAfter(async (tx) => {
    await say(tx, false);
    await say(tx, true);
  });
  expect(kinds(withdrawn)).toEqual([["token_without_order", "1-39"]]);
});

test("a garment minted to somebody else than its buyer is found, whoever of chain and books lies", async () => {
  const { serial, orderItemId } = unminted.garment;
  const orderRef = keccak256(`0x${orderItemId?.replaceAll("-", "")}`);
  const stranger = newAddress();
  await mint({ serial, orderRef, to: stranger });
  const wrongOwner = [["wrong_owner", unminted.name]];
  expect(kinds(await auditAfter((tx) => setMint(tx, unminted, sql`state = 'final'`)))).toEqual(wrongOwner);
  const both = sql`state = 'final', "to" = ${stranger}`;
  expect(kinds(await auditAfter((tx) => setMint(tx, unminted, both)))).toEqual(wrongOwner);
  const later = await auditAfter(async (tx) => {
    await setMint(tx, unminted, both);
    await tx.execute(sql`insert into flux.wallets (id, user_id, address, kind)
      values (gen_random_uuid(), ${unminted.buyer.id}, ${stranger.toLowerCase()}, 'own')`);
    await tx.execute(sql`update flux.wallets set created_at = now() + interval '1 hour' where kind = 'own'`);
  });
  expect(kinds(later)).toEqual(wrongOwner);
});

test("a token minted for something else than the order that paid for it is found", async () => {
  await mint({ serial: unminted.garment.serial, to: unminted.mint.to });
  const report = await auditAfter((tx) => setMint(tx, unminted, sql`state = 'final'`));
  expect(kinds(report)).toEqual([["wrong_order_ref", unminted.name]]);
});

test("a minted garment whose mint the minter has given up is found", async () => {
  const report = await auditAfter((tx) => setMint(tx, minted, sql`state = 'failed'`));
  expect(kinds(report)).toEqual([["mint_row_behind", minted.name]]);
});

test("one line of an order on two tokens is found", async () => {
  await mint({ serial: 38, orderRef: minted.mint.orderRef });
  expect(kinds(await audit())).toEqual([["order_ref_twice", `${minted.name} and 1-38`]]);
});

test("a wrong tag is found, on either side, and a chip that does not give it", async () => {
  const wrongTag = [["wrong_tag", minted.name]];
  const set = (values: SQL) => (tx: Tx) =>
    tx.execute(sql`update flux.garments set ${values} where id = ${minted.garment.id}`);
  const chip = newChip().address.toLowerCase();
  expect(kinds(await auditAfter(set(sql`tag_hash = ${tagHashOfChip(chip as Address)}`)))).toEqual(wrongTag);
  expect(kinds(await auditAfter(set(sql`chip_address = ${chip}`)))).toEqual(wrongTag);
  await (await onChain()).retag(minted.mint.tokenId, newChip());
  expect(kinds(await audit())).toEqual(wrongTag);
});

test("a wrong cap is found, on either side, and a batch that only one side knows", async () => {
  const cap = (cap: number) => (tx: Tx) => tx.execute(sql`update flux.batches set cap = ${cap}`);
  expect(kinds(await auditAfter(cap(998)))).toEqual([["wrong_cap", "batch 1"]]);
  const { openBatch, chain, onGarment, mined } = await onChain();
  await mined(await chain.writeContract({ ...onGarment, functionName: "lowerCap", args: [1n, 40] }));
  expect(kinds(await audit())).toEqual([["wrong_cap", "batch 1"]]);
  expect(kinds(await auditAfter(cap(40)))).toEqual([]);
  await openBatch(7, 10);
  expect(kinds(await auditAfter(cap(40)))).toEqual([["batch_not_in_books", "batch 7"]]);
});

test("more sold than a batch's cap is found", async () => {
  const { chain, onGarment, mined } = await onChain();
  await mined(await chain.writeContract({ ...onGarment, functionName: "lowerCap", args: [1n, 5] }));
  const report = await auditAfter((tx) => tx.execute(sql`update flux.batches set cap = 5`));
  expect(kinds(report)).toEqual([["sold_over_cap", "batch 1"]]);
  expect(report.differences[0]?.sentence).toMatch(/^6 of batch 1 are sold, and its cap is 5:/);
});

test("money of an order that is no longer paid for is found where it was not sent back", async () => {
  const cancelled = await auditAfter((tx) =>
    tx.execute(sql`update flux.orders set state = 'cancelled', ended_at = now() where id = ${minted.id}`),
  );
  expect(kinds(cancelled)).toEqual([["missing_refund", minted.number]]);
});

/** An order that was cancelled while its buyer paid: the money goes back by itself. */
async function payTooLate() {
  const { number, providerOrderId } = await orderGarments(shop);
  await db().execute(sql`update flux.garments set state = 'available', order_id = null, buyer_id = null, order_item_id = null,
    reserved_until = null where order_id = (select id from flux.orders where number = ${number})`);
  await db().execute(
    sql`update flux.orders set state = 'cancelled', ended_at = now() where number = ${number}`,
  );
  await payAtVendor(shop, providerOrderId);
  const refund = sql`select r.id from flux.refunds r join flux.payment_attempts a on a.id = r.attempt_id
    join flux.payments p on p.id = a.payment_id join flux.orders o on o.id = p.order_id where o.number = ${number}`;
  return {
    number,
    setRefund: (values: SQL) => sql`update flux.refunds set ${values} where id = (${refund})`,
    dropRefund: sql`delete from flux.refunds where id = (${refund})`,
  };
}

test("money on its way back is under way, and found when it waits too long, fails, is not all, or is not there", async () => {
  const late = await payTooLate();
  const money = ({ underWay }: Report) =>
    underWay.filter(({ check }) => check === "money").map(({ subject }) => subject);
  const pending = await audit();
  expect([kinds(pending), money(pending)]).toEqual([[], [late.number]]);
  for (const [lie, found] of [
    [late.setRefund(sql`created_at = now() - interval '1 hour'`), ["refund_stuck"]],
    [late.setRefund(sql`created_at = now() - interval '1 hour', state = 'sent'`), []],
    [late.setRefund(sql`created_at = now() - interval '11 days', state = 'sent'`), ["refund_stuck"]],
    [late.setRefund(sql`state = 'failed'`), ["refund_stuck"]],
    [late.setRefund(sql`state = 'processed', amount_paise = 1`), ["wrong_amount"]],
    [late.dropRefund, ["missing_refund"]],
  ] as const)
    expect(kinds(await auditAfter((tx) => tx.execute(lie)))).toEqual(
      found.map((kind) => [kind, late.number]),
    );
  await db().execute(late.setRefund(sql`state = 'processed'`));
  const done = await audit();
  expect([kinds(done), money(done)]).toEqual([[], []]);
  expect(done.compared.refundedPaise).toBe(499_900);
});

test("money that is not the order's total is found, whoever of its rows lies", async () => {
  const attempt = sql`from flux.payments p where p.id = payment_id and p.order_id = ${minted.id}`;
  for (const [lie, kind] of [
    [sql`update flux.payment_attempts a set amount_paise = 499901 ${attempt}`, "wrong_amount"],
    [sql`update flux.payment_attempts a set verdict = 'quarantined' ${attempt}`, "wrong_amount"],
    [sql`update flux.payments set amount_paise = 1 where order_id = ${minted.id}`, "wrong_amount"],
    [
      sql`update flux.order_items set unit_price_paise = unit_price_paise + 1, taxable_paise = taxable_paise + 1
        where order_id = ${minted.id}`,
      "wrong_amount",
    ],
    [sql`update flux.payment_attempts a set state = 'refunded' ${attempt}`, "order_without_money"],
  ] as const)
    expect(kinds(await auditAfter((tx) => tx.execute(lie)))).toEqual([[kind, minted.number]]);
});

test("captured money about which nothing was decided is under way, and then found", async () => {
  const lie = (age: string) => (tx: Tx) =>
    tx.execute(sql`with undecided as (insert into flux.payment_attempts
        (id, payment_id, provider_payment_id, state, amount_paise, currency, updated_at)
      select gen_random_uuid(), id, 'pay_undecided', 'captured', 499900, 'INR', now() - ${age}::interval
      from flux.payments where order_id = ${minted.id} returning 1) select * from undecided`);
  const fresh = await auditAfter(lie("1 minute"));
  expect(kinds(fresh)).toEqual([]);
  expect(fresh.underWay).toContainEqual(
    expect.objectContaining({ subject: minted.number, ageSec: expect.closeTo(60, -2) }),
  );
  expect(kinds(await auditAfter(lie("1 hour")))).toEqual([["missing_refund", minted.number]]);
});

test("a second payment of an order is found unless it goes back", async () => {
  for (const verdict of ["paid_order", "sent_back"]) {
    const report = await auditAfter((tx) =>
      tx.execute(sql`insert into flux.payment_attempts
          (id, payment_id, provider_payment_id, state, amount_paise, currency, verdict)
        select gen_random_uuid(), id, 'pay_again', 'captured', 499900, 'INR', ${verdict}
        from flux.payments where order_id = ${minted.id}`),
    );
    expect(kinds(report)).toEqual([["missing_refund", minted.number]]);
  }
});

test("a sold garment whose mint was never asked for is found, and one minted as another serial", async () => {
  const gone = (tx: Tx) => tx.execute(sql`delete from flux.mints where id = ${unminted.mint.id}`);
  expect(kinds(await auditAfter(gone))).toEqual([["sold_without_mint", unminted.name]]);
  const moved = (tx: Tx) => setMint(tx, unminted, sql`token_id = ${tokenIdOf(1, 37)}`);
  expect(kinds(await auditAfter(moved))).toEqual([["wrong_serial", unminted.name]]);
});

test("a mint for no order is found before it is sent", async () => {
  const report = await auditAfter((tx) =>
    tx.execute(sql`insert into flux.mints (id, garment_id, order_item_id, "to", token_id, tag_hash, order_ref)
      values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), ${zeroAddress}, ${tokenIdOf(1, 36)}, '0x01', '0x01')`),
  );
  expect(kinds(report)).toEqual([["mint_without_order", "1-36"]]);
});

test("a garment that was put back into stock and sold again is found, once, with both orders", async () => {
  const report = await auditAfter(async (tx) => {
    const free = sql`state = 'available', order_id = null, buyer_id = null, order_item_id = null`;
    await tx.execute(sql`delete from flux.mints where id = ${unminted.mint.id}`);
    await tx.execute(sql`update flux.garments set ${free}
      where id in (${minted.garment.id}, ${unminted.garment.id})`);
    await tx.execute(sql`update flux.garments set state = 'sold', order_id = ${unminted.id},
      order_item_id = ${unminted.garment.orderItemId} where id = ${minted.garment.id}`);
  });
  expect(kinds(report)).toEqual([["sold_twice", minted.name]]);
  expect(report.differences[0]?.sentence).toContain(minted.number);
  expect(report.differences[0]?.sentence).toContain(unminted.number);
});

test("a paid line without a garment is found, and a garment sold to an order that nobody paid", async () => {
  const take = (tx: Tx) =>
    tx.execute(sql`with taken as (delete from flux.mints where id = ${unminted.mint.id} returning garment_id)
      update flux.garments set state = 'available', order_id = null, buyer_id = null, order_item_id = null
      where id in (select garment_id from taken)`);
  expect(kinds(await auditAfter(take))).toEqual([["order_without_garment", unminted.number]]);
  const unpaid = await auditAfter(async (tx) => {
    await tx.execute(sql`update flux.orders set state = 'expired', ended_at = now() where id = ${minted.id}`);
    await tx.execute(sql`update flux.payment_attempts a set state = 'refunded' from flux.payments p
      where p.id = payment_id and p.order_id = ${minted.id}`);
  });
  expect(kinds(unpaid)).toEqual([["sold_unpaid", minted.name]]);
});

test("a garment that left custody is found unless its owner asked for it; what a wallet does after that is its own", async () => {
  const { chain, onGarment, mined, transfer } = await onChain();
  const { tokenId, to: holder } = minted.mint;
  await chain.impersonateAccount({ address: holder });
  await chain.setBalance({ address: holder, value: 10n ** 18n });
  const args = [holder, asha.address, tokenId] as const;
  const move = { ...onGarment, functionName: "transferFrom", args, account: holder } as const;
  await mined(await chain.writeContract(move));
  await transfer(asha, ravi.address, tokenId);
  expect(kinds(await audit())).toEqual([["moved_unasked", minted.name]]);
  const asked = await auditAfter((tx) =>
    writeAudit(tx, shop.deps, {
      actor: minted.buyer.id,
      act: "garment_sent",
      subject: String(tokenId),
      details: { from: holder, to: asha.address },
    }),
  );
  expect(kinds(asked)).toEqual([]);
});
