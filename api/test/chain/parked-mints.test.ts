import { spawn } from "node:child_process";
import { once } from "node:events";
import { fluxGarmentAbi, tokenIdOf } from "@flux/contracts";
import { eq, sql } from "drizzle-orm";
import { encodeFunctionData, type Hex, keccak256, toHex } from "viem";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { audit } from "../../src/audit/tables.ts";
import { publicId } from "../../src/http/public-id.ts";
import { mints, sends, transactions } from "../../src/minter/tables.ts";
import { endParkedMint } from "../../src/modules/orders/end-parked-mint.ts";
import { refundPayment } from "../../src/modules/payments/refund-payment.ts";
import { refunds } from "../../src/modules/payments/tables.ts";
import { garments } from "../../src/modules/stock/tables.ts";
import { holdStill, waitingFor } from "../hold-still.ts";
import { orderIn } from "../shop/open-shop.ts";
import { type Bought, buyGarments } from "./buy-garments.ts";
import { mintedOnce } from "./minted-once.ts";
import { type ChainedShop, eventually, newAddress, openChainedShop } from "./open-chained-shop.ts";
import { mintEvents } from "./watch-mints.ts";

let shop: ChainedShop;
beforeAll(async () => {
  shop = await openChainedShop({ pieces: 40 });
});
afterEach(() => shop.stopMinters());
afterAll(() => shop?.close());

const db = () => shop.deps.db;
const end = ({ id }: { id: string }) => endParkedMint.run(shop.deps, { mintId: id });
const stateOf = async ({ id }: { id: string }) => {
  const [row] = await db().select().from(mints).where(eq(mints.id, id));
  return row;
};
const read = async ({ id, buyer }: Bought) =>
  orderIn(await buyer.send("GET", `/api/orders/${publicId("ord", id)}`));
const mailsOf = async ({ buyer }: Bought) =>
  (await shop.api.mailsTo(buyer.email)).map(({ subject }) => subject);
const refundsOf = ({ mint }: Bought) =>
  db().select().from(refunds).where(eq(refunds.orderItemId, mint.orderItemId));
const garmentIn = async (id: string) => {
  const [row] = await db().select().from(garments).where(eq(garments.id, id));
  return row;
};

/** What the vendor says went back of an order's payment, in paise. */
async function backAtVendor({ id }: Bought): Promise<number> {
  const { rows } = await db().execute<{ payment: string }>(
    sql`select provider_payment_id as payment from flux.payment_attempts a
      join flux.payments p on p.id = a.payment_id where p.order_id = ${id}`,
  );
  const answer = await fetch(`${shop.razorpay.url}/v1/payments/${rows[0]?.payment}/refunds`, {
    headers: { authorization: `Basic ${btoa("rzp_test_key:secret")}` },
  });
  const { items } = (await answer.json()) as { items: { amount: number }[] };
  return items.reduce((total, { amount }) => total + amount, 0);
}
/** Runs what was queued to send money back; again changes nothing. */
async function sendRefunds(bought: Bought) {
  for (const { id } of [...(await refundsOf(bought)), ...(await refundsOf(bought))])
    await refundPayment.run(shop.deps, { refundId: id });
}

/** Somebody else mints: this token, with this tag, for this order. */
async function mintOutside(mint: { tokenId: bigint; tagHash: Hex; orderRef?: Hex }) {
  const { chain, onGarment, mined } = shop.flux;
  const args = [{ to: newAddress(), orderRef: keccak256("0x5ec0"), ...mint }] as const;
  await mined(await chain.writeContract({ ...onGarment, functionName: "mintProduct", args }));
}
/** The minter mints it, once and for its buyer. */
async function minted(mint: typeof mints.$inferSelect) {
  shop.startMinter();
  await eventually(
    "the mint",
    async () => /mined|final/.test((await stateOf(mint))?.state ?? ""),
    () => stateOf(mint),
  );
  const events = await mintEvents(shop, mint);
  expect(events.map(({ args }) => [args.to, args.orderRef])).toEqual([[mint.to, mint.orderRef]]);
}
let outside = 900;
/** Binds a garment's tag to a token that nobody ordered. */
const takeTag = ({ garment: { tagHash } }: Bought) =>
  mintOutside({ tokenId: tokenIdOf(1, ++outside), tagHash });
const takeNumber = ({ mint: { tokenId } }: Bought) =>
  mintOutside({ tokenId, tagHash: keccak256(toHex(tokenId)) });

/** What the minter signs to mint it, under its next nonce but so many. */
async function signMint({ mint }: Bought, { ahead = 0 } = {}) {
  const { chain, deployment } = shop.flux;
  const { minter } = shop.signers;
  const { to, tokenId, tagHash, orderRef } = mint;
  const data = encodeFunctionData({
    ...{ abi: fluxGarmentAbi, functionName: "mintProduct" },
    args: [{ to, tokenId, tagHash, orderRef }],
  });
  const nonce = (await chain.getTransactionCount({ address: minter.address })) + ahead;
  const { maxFeePerGas, maxPriorityFeePerGas } = await chain.estimateFeesPerGas();
  const raw = await minter.signTransaction({
    ...{
      type: "eip1559",
      chainId: shop.deps.chain.id,
      to: deployment.FluxGarment,
      data,
      gas: 300_000n,
      nonce,
    },
    ...{ maxFeePerGas: maxFeePerGas * 3n, maxPriorityFeePerGas },
  });
  return { raw, hash: keccak256(raw), nonce };
}
/** Bytes that were signed before, and that their nonce was taken from: a node said so, and nobody can be sure. */
async function storeDisplaced({ raw, hash, nonce }: Awaited<ReturnType<typeof signMint>>) {
  const signer = shop.signers.minter.address;
  const [row] = await db()
    .insert(transactions)
    .values({ ...{ signer, nonce, hash, purpose: "mint" as const, state: "displaced" as const } })
    .returning({ id: transactions.id });
  await db()
    .insert(sends)
    .values({ hash, raw, transactionId: row?.id ?? "" });
}
/** A block is final once it is three seconds old here: mines one that makes those before it old enough. */
async function untilFinal() {
  const { chain } = shop.flux;
  const block = await chain.getBlockNumber();
  await eventually("finality", () => shop.deps.chain.isFinal(block));
}

/** The minter hears the chain's refusal until it believes it, and is stopped. */
async function parked(bought: Bought) {
  shop.startMinter({ idleMs: 50 });
  await eventually(
    "the refusal",
    async () => {
      await db()
        .update(mints)
        .set({ tries: 5, dueAt: new Date() })
        .where(
          sql`${mints.id} = ${bought.mint.id} and ${mints.state} = 'queued' and ${mints.failure} is not null`,
        );
      return (await stateOf(bought.mint))?.state === "parked";
    },
    () => stateOf(bought.mint),
  );
  await shop.stopMinters();
}
/** Ends it as soon as the block that decides is final. */
const ended = (bought: Bought) =>
  eventually(
    "the end of a parked mint",
    async () => {
      await end(bought.mint);
      return (await stateOf(bought.mint))?.state !== "parked";
    },
    () => stateOf(bought.mint),
  );

test.each([
  ["whose tag", "FluxGarmentTagTaken", takeTag],
  ["whose number", "FluxGarmentTokenTaken", takeNumber],
])(
  "a garment %s is taken on chain is replaced by another one of its kind, which is minted",
  async (_, said, take) => {
    const bought = await buyGarments(shop);
    await take(bought);
    await parked(bought);
    const [told] = (await read(bought)).items;
    expect(told?.mint).toMatchObject({ state: "parked", trouble: { reason: "garment_taken" } });
    await ended(bought);

    expect(await stateOf(bought.mint)).toMatchObject({
      state: "given_up",
      failure: expect.stringContaining(said),
    });
    expect(await garmentIn(bought.garment.id)).toMatchObject({ state: "withdrawn", orderId: null });
    const [item] = (await read(bought)).items;
    const serial = item?.garment?.serial ?? 0;
    expect(item).toMatchObject({
      ...{ replaced: [bought.garment.serial], refund: null },
      mint: { state: "queued", tokenId: String(tokenIdOf(1, serial)), to: bought.mint.to, trouble: null },
    });
    expect(serial).toBeGreaterThan(bought.garment.serial);
    expect(await mailsOf(bought)).toContain(
      `${bought.number}: you have number ${serial} in place of ${bought.garment.serial}`,
    );
    expect(await refundsOf(bought)).toEqual([]);
    const [written] = await db()
      .select()
      .from(audit)
      .where(eq(audit.subject, publicId("itm", bought.mint.orderItemId)));
    expect(written).toMatchObject({
      ...{ actor: "system", act: "garment_replaced" },
      details: {
        from: String(bought.mint.tokenId),
        to: String(tokenIdOf(1, serial)),
        cause: "garment_taken",
      },
    });

    const [other] = await db()
      .select()
      .from(mints)
      .where(eq(mints.garmentId, shop.garment(serial).id));
    if (!other) throw new Error("the other garment has no mint");
    await minted(other);
  },
);

test("a garment that is taken, and none of its kind is free: what was paid for that piece goes back, once, and the rest stays", async () => {
  const bought = await buyGarments(shop, 2);
  await takeTag(bought);
  await parked(bought);
  // Everything else is somebody's.
  await db().execute(sql`update flux.garments set state = 'withdrawn' where state = 'available'`);
  await ended(bought);
  await sendRefunds(bought);
  // Put back for the tests after this one.
  await db().execute(
    sql`update flux.garments set state = 'available' where state = 'withdrawn' and id not in (select garment_id from flux.mints)`,
  );

  expect(await backAtVendor(bought)).toBe(499_900);
  const order = await read(bought);
  expect(order).toMatchObject({ state: "confirmed", payment: { state: "paid" } });
  const gone = order.items.find(({ id }) => id === publicId("itm", bought.mint.orderItemId));
  const kept = order.items.find(({ id }) => id !== publicId("itm", bought.mint.orderItemId));
  expect(gone).toMatchObject({
    ...{ garment: null, replaced: [], mint: { state: "given_up" } },
    refund: { amount: 499_900, currency: "INR", state: "refunded" },
  });
  expect(kept).toMatchObject({ refund: null, garment: {}, mint: { trouble: null } });
  expect(await mailsOf(bought)).toContain(`${bought.number}: ₹4,999.00 goes back to you`);

  // Later, or by another worker: nothing more.
  await end(bought.mint);
  expect(await refundsOf(bought)).toHaveLength(1);
});

test("what was paid goes back and not what the catalogue says by now, with delivery when nothing of the order remains", async () => {
  const bought = await buyGarments(shop);
  // As it was sold: at another price, and with delivery.
  await db().execute(
    sql`update flux.order_items set unit_price_paise = 400000, taxable_paise = taxable_paise - 99900
      where order_id = ${bought.id}`,
  );
  await db().execute(
    sql`update flux.orders set subtotal_paise = 400000, shipping_paise = 99900 where id = ${bought.id}`,
  );
  await takeTag(bought);
  await parked(bought);
  await db().execute(sql`update flux.garments set state = 'withdrawn' where state = 'available'`);
  await ended(bought);
  await db().execute(
    sql`update flux.garments set state = 'available' where state = 'withdrawn' and id not in (select garment_id from flux.mints)`,
  );
  expect(await read(bought)).toMatchObject({ state: "cancelled", payment: { state: "being_refunded" } });
  await sendRefunds(bought);
  expect(await backAtVendor(bought)).toBe(499_900);
  expect(await read(bought)).toMatchObject({ state: "cancelled", payment: { state: "refunded" } });
});

test("nothing is given for a mint as long as bytes that were signed for it may still be mined; when they are, it is minted", async () => {
  const bought = await buyGarments(shop);
  const late = await signMint(bought);
  const chainBefore = await shop.flux.chain.snapshot();
  await takeNumber(bought);
  await parked(bought);
  await storeDisplaced(late);
  await untilFinal();
  // Refused at a final block, and yet: its nonce is free, so the chain that took the number may lose that block.
  await end(bought.mint);
  expect(await stateOf(bought.mint)).toMatchObject({ state: "parked" });

  // It does. The other mint is gone, and the late one is mined in its place.
  await shop.flux.chain.revert({ id: chainBefore });
  await shop.flux.chain.waitForTransactionReceipt({
    hash: await shop.flux.chain.sendRawTransaction({ serializedTransaction: late.raw }),
  });
  await untilFinal();
  await end(bought.mint);
  expect(await stateOf(bought.mint)).toMatchObject({ state: "queued" });
  expect(await refundsOf(bought)).toEqual([]);
  await minted(bought.mint);
  expect((await read(bought)).items[0]).toMatchObject({
    garment: { serial: bought.garment.serial },
    ...{ replaced: [], refund: null },
  });
});

test("what the chain says in a block that is not final yet ends nothing", async () => {
  const bought = await buyGarments(shop);
  await takeTag(bought);
  await parked(bought);
  const { chain } = shop.deps;
  const taken = await chain.client.getBlockNumber();
  const young = { ...shop.deps, chain: { ...chain, isFinal: async (block: bigint) => block < taken } };
  await endParkedMint.run(young, { mintId: bought.mint.id });
  expect(await stateOf(bought.mint)).toMatchObject({ state: "parked" });
  await ended(bought);
  expect(await stateOf(bought.mint)).toMatchObject({ state: "given_up" });
});

test("two workers end one parked mint once, and one that was retried meanwhile not at all", async () => {
  const bought = await buyGarments(shop);
  await takeTag(bought);
  await parked(bought);
  await untilFinal();
  const row = await holdStill(db(), (tx) =>
    tx.execute(sql`select from flux.mints where id = ${bought.mint.id} for update`),
  );
  const both = [end(bought.mint), end(bought.mint)];
  expect(await waitingFor(db(), 2, ...both)).toBe("waits");
  await row.end("commit");
  await Promise.all(both);
  const [item] = (await read(bought)).items;
  expect(item?.replaced).toEqual([bought.garment.serial]);
  const { rows } = await db().execute(
    sql`select state from flux.mints where order_item_id = ${bought.mint.orderItemId} order by state`,
  );
  expect(rows).toEqual([{ state: "given_up" }, { state: "queued" }]);

  const second = await buyGarments(shop);
  await takeTag(second);
  await parked(second);
  await untilFinal();
  const retried = await holdStill(db(), (tx) =>
    tx.update(mints).set({ state: "queued" }).where(eq(mints.id, second.mint.id)),
  );
  const late = end(second.mint);
  expect(await waitingFor(db(), 1, late)).toBe("waits");
  await retried.end("commit");
  await late;
  expect(await stateOf(second.mint)).toMatchObject({ state: "queued" });
  expect((await read(second)).items[0]).toMatchObject({
    garment: { serial: second.garment.serial },
    replaced: [],
  });
});

test("bytes that were signed for it after the proof make the proof void", async () => {
  const bought = await buyGarments(shop);
  await takeTag(bought);
  await parked(bought);
  await untilFinal();
  const row = await holdStill(db(), (tx) =>
    tx.execute(sql`select from flux.mints where id = ${bought.mint.id} for update`),
  );
  const act = end(bought.mint);
  expect(await waitingFor(db(), 1, act)).toBe("waits");
  await storeDisplaced(await signMint(bought, { ahead: 50 }));
  await row.end("commit");
  await act;
  expect(await stateOf(bought.mint)).toMatchObject({ state: "parked" });
});

test.each(["the proof", "the mint was given up", "the other garment was picked"])(
  "a worker killed after %s leaves all or nothing, and the next one ends it once",
  async (after) => {
    const bought = await buyGarments(shop);
    await takeTag(bought);
    await parked(bought);
    await untilFinal();
    const [free] = await db()
      .select({ id: garments.id })
      .from(garments)
      .where(eq(garments.state, "available"))
      .orderBy(garments.serial)
      .limit(1);
    const hold = {
      "the proof": sql`select from flux.orders where id = ${bought.id} for update`,
      "the mint was given up": sql`select from flux.garments where id = ${bought.garment.id} for update`,
      // The row of its mint is being written by somebody else, who has not said yet whether it stays.
      "the other garment was picked": sql`insert into flux.mints
        (id, garment_id, order_item_id, "to", token_id, tag_hash, order_ref)
        values (gen_random_uuid(), ${free?.id}, gen_random_uuid(), 'x', 0, 'x', 'x')`,
    }[after];
    const still = await holdStill(db(), (tx) => tx.execute(hold ?? sql``));
    const env = { ...process.env, ...shop.workerEnv, MINT_ID: bought.mint.id };
    const worker = spawn(process.execPath, [new URL("end-parked-process.ts", import.meta.url).pathname], {
      ...{ env, stdio: ["ignore", "inherit", "inherit", "ipc"] },
    });
    const gone = once(worker, "exit");
    await once(worker, "message");
    expect(await waitingFor(db(), 1, gone)).toBe("waits");
    worker.kill("SIGKILL");
    expect(await gone).toEqual([null, "SIGKILL"]);
    await still.end("rollback");

    await ended(bought);
    const [item] = (await read(bought)).items;
    expect(item).toMatchObject({ replaced: [bought.garment.serial], mint: { state: "queued" } });
    expect(await refundsOf(bought)).toEqual([]);
    expect((await mailsOf(bought)).filter((subject) => subject.includes("in place of"))).toHaveLength(1);
  },
);

test.each([
  ["reverts", "0x60006000fd"],
  ["burns all its gas", "0xfe"],
  ["never ends", "0x5b600056"],
] as const)(
  "a buyer's contract wallet that %s at whatever it is asked gets its token: nobody asks it",
  async (_, code) => {
    const to = newAddress();
    await shop.flux.chain.setCode({ address: to, bytecode: code });
    shop.startMinter();
    const mint = await shop.payFor(++outside, to);
    await mintedOnce(shop, [mint]);
  },
);

test("what nothing on chain speaks against waits for a person, however often it is looked at", async () => {
  const bought = await buyGarments(shop);
  await db()
    .update(mints)
    .set({ state: "parked", failure: "a node's word" })
    .where(eq(mints.id, bought.mint.id));
  await untilFinal();
  await end(bought.mint);
  expect(await stateOf(bought.mint)).toMatchObject({ state: "parked" });
  expect((await read(bought)).items[0]?.mint?.trouble).toMatchObject({ reason: "being_checked" });
});

test("money that a person sent back at the vendor is not sent again", async () => {
  const bought = await buyGarments(shop);
  await takeTag(bought);
  await parked(bought);
  await untilFinal();
  await db().execute(sql`update flux.payment_attempts a set state = 'refunded' from flux.payments p
    where p.id = a.payment_id and p.order_id = ${bought.id}`);
  await end(bought.mint);
  expect(await stateOf(bought.mint)).toMatchObject({ state: "parked" });
  expect(await refundsOf(bought)).toEqual([]);
});

test("of a batch that was vaulted on chain every unminted piece is paid back, and what is free is no longer sold", async () => {
  const [first, second] = [await buyGarments(shop, 2), await buyGarments(shop)];
  const { chain, onGarment, mined } = shop.flux;
  await mined(await chain.writeContract({ ...onGarment, functionName: "vaultBatch", args: [1n] }));
  await parked(first);
  expect((await read(first)).items.map(({ mint }) => mint?.trouble?.reason)).toContain("batch_closed");
  await ended(first);
  await parked(second);
  await ended(second);
  await sendRefunds(first);
  await sendRefunds(second);
  expect([await backAtVendor(first), await backAtVendor(second)]).toEqual([499_900, 499_900]);
  expect(await read(first)).toMatchObject({ state: "confirmed", payment: { state: "paid" } });
  expect(await read(second)).toMatchObject({ state: "cancelled", payment: { state: "refunded" } });

  const other = await db().execute<{ id: string }>(sql`select m.id from flux.mints m
    join flux.order_items i on i.id = m.order_item_id where i.order_id = ${first.id} and m.id <> ${first.mint.id}`);
  const rest = { ...first, mint: { ...first.mint, id: other.rows[0]?.id ?? "" } };
  await parked(rest);
  await ended(rest);
  for (const refund of await db().select({ id: refunds.id }).from(refunds))
    await refundPayment.run(shop.deps, { refundId: refund.id });
  expect(await backAtVendor(first)).toBe(2 * 499_900);
  expect(await read(first)).toMatchObject({ state: "cancelled", payment: { state: "refunded" } });

  const left = await db().select().from(garments).where(eq(garments.state, "available"));
  expect(left).toEqual([]);
});
