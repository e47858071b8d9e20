import { randomBytes } from "node:crypto";
import { tokenIdOf } from "@flux/contracts";
import { startChips } from "@flux/sandbox/chips";
import { eq, sql } from "drizzle-orm";
import { type Hex, toHex } from "viem";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { doubtBooks } from "../../src/minter/doubt-books.ts";
import { holdSigner, renewLease, requireLease } from "../../src/minter/hold-signer.ts";
import { orderRefOf } from "../../src/minter/request-mint.ts";
import { mints, signers } from "../../src/minter/tables.ts";
import { forgetSignIns } from "../../src/modules/auth/forget-sign-ins.ts";
import { doubtCounters } from "../../src/modules/nfc/doubt-counters.ts";
import { readUrlTap } from "../../src/modules/nfc/read-url-tap.ts";
import type { Scan } from "../../src/modules/nfc/scan.ts";
import { scanBody } from "../../src/modules/nfc/schema.ts";
import { askVendor } from "../../src/modules/orders/reconcile-payments.ts";
import { recoverPayments } from "../../src/modules/orders/recover-payments.ts";
import { orders } from "../../src/modules/orders/tables.ts";
import { findPaymentByVendorOrder, listLostPayments } from "../../src/modules/payments/queries.ts";
import { startedPaymentSchema } from "../../src/modules/payments/schema.ts";
import { payments } from "../../src/modules/payments/tables.ts";
import { garments } from "../../src/modules/stock/tables.ts";
import type { TwinGarment } from "../../src/modules/twins/find-garments.ts";
import { skipCustodyNumbers } from "../../src/modules/wallets/skip-custody-numbers.ts";
import { settleToken } from "../../src/reconciler/settle-token.ts";
import { doubtOf } from "../../src/restored/doubt.ts";
import { endDoubt, findDoubt, identityOf } from "../../src/restored/end-doubt.ts";
import { reconciled } from "../../src/restored/tables.ts";
import { errorOf } from "../error-of.ts";
import { address, type Buyer, openShop, placeOrderOf, type Shop } from "./open-shop.ts";

// Each part of what is done about books that went back in time, by itself. All of it together, with a real backup and a
// chain: api/test/chain/after-a-restore.test.ts.

let shop: Shop;
let buyer: Buyer;
let stocked: Awaited<ReturnType<Shop["stock"]>>;
const db = () => shop.api.deps.db;
const variant = () => stocked.variantIds[0] ?? "";
const signer = `0x${"5".repeat(40)}` as const;
const newHash = (): Hex => toHex(randomBytes(32));

beforeAll(async () => {
  shop = await openShop({ work: false });
  stocked = await shop.stock([20]);
  buyer = await shop.newBuyer();
});
afterEach(() => db().update(reconciled).set({ doubt: null, doubtedAt: null }));
afterAll(() => shop?.close());

const doubt = () => doubtBooks(db(), "a test says so", { another: false });
async function onAnotherTimeline(act: () => Promise<unknown>) {
  await db()
    .update(reconciled)
    .set({ timeline: sql`${reconciled.timeline} + 1` });
  await act();
  await db()
    .update(reconciled)
    .set({ timeline: sql`${reconciled.timeline} - 1` });
}

/** An order of one piece, with its item and garment. `paid`: at the vendor and here. */
async function order(quantity = 1, { paid = false } = {}) {
  const placed = await placeOrderOf(buyer, variant(), quantity);
  const started = await buyer.send("POST", `/api/orders/${placed.id}/payment`);
  const { providerOrderId } = startedPaymentSchema.parse(await started.json());
  const payment = await findPaymentByVendorOrder(db(), providerOrderId);
  const hear = () => askVendor(shop.api.deps, { paymentId: payment?.id ?? "" });
  if (paid) {
    await shop.pay(providerOrderId);
    await hear();
  }
  const held = await db()
    .select({ garment: garments, orderId: orders.id })
    .from(garments)
    .innerJoin(orders, eq(orders.id, garments.orderId))
    .where(eq(orders.number, placed.number))
    .orderBy(garments.serial);
  const [first] = held;
  if (!first?.garment.orderItemId) throw new Error("the order holds nothing");
  const { garment, orderId } = first;
  return { garment, orderId, orderItemId: garment.orderItemId ?? "", providerOrderId, hear };
}
const now = async (id: string) => (await db().select().from(garments).where(eq(garments.id, id)))[0];
const stateOf = async (orderId: string) =>
  (await db().select({ state: orders.state }).from(orders).where(eq(orders.id, orderId)))[0]?.state;
const settle = (garment: { batchId: number; serial: number }, orderRef = newHash(), orderItemId?: string) =>
  db().transaction((tx) => {
    const tokenId = tokenIdOf(garment.batchId, garment.serial);
    return settleToken(tx, { tokenId, orderRef, orderItemId, mintedTo: signer });
  });

test("a database that is another one, or on another timeline, is doubted by itself, and only until it is reconciled", async () => {
  expect(await doubtOf(db())).toBeNull();
  await onAnotherTimeline(async () => expect(await doubtOf(db())).toMatch("another timeline"));
  const { systemIdentifier } = await identityOf(db());
  await db().update(reconciled).set({ systemIdentifier: "1" });
  expect(await doubtOf(db())).toMatch("another one");
  await db().transaction(async (tx) => endDoubt(tx, await identityOf(tx)));
  expect(await doubtOf(db())).toBeNull();
  expect((await db().select().from(reconciled))[0]).toMatchObject({ systemIdentifier });
});

test("books that were restored again while they were reconciled stay doubted", async () => {
  await doubt();
  const began = { ...(await identityOf(db())), timeline: 0 };
  await expect(db().transaction((tx) => endDoubt(tx, began))).rejects.toThrow("restored again");
  expect(await doubtOf(db())).toBe("a test says so");
});

test("nobody joins and no piece is taken on doubted books", async () => {
  await doubt();
  await expect(shop.newBuyer()).rejects.toThrow("being compared with the chain");
  await buyer.send("POST", "/api/cart/add", {
    variantId: `var_${variant().replaceAll("-", "")}`,
    quantity: 1,
  });
  expect(await errorOf(await buyer.send("POST", "/api/orders", { address }))).toEqual([503, "reconciling"]);
  await db().update(reconciled).set({ doubt: null, doubtedAt: null });
  expect((await buyer.send("POST", "/api/orders", { address })).status).toBe(201);
});

test("doubt ends every lease, and nothing is stored under one as long as it lasts", async () => {
  const lease = await holdSigner({ db: db() }, { address: signer, holder: "a" });
  if (!lease) throw new Error("nobody else holds it");
  await doubt();
  await expect(db().transaction((tx) => requireLease(tx, lease))).rejects.toThrow("is lost");
  const again = await holdSigner({ db: db() }, { address: signer, holder: "b" });
  if (!again) throw new Error("its lease was ended");
  await expect(db().transaction((tx) => requireLease(tx, again))).rejects.toThrow("compared with the chain");
  await onAnotherTimeline(() =>
    expect(db().transaction((tx) => requireLease(tx, again))).rejects.toThrow("compared with the chain"),
  );
  const until = async () =>
    (await db().select().from(signers).where(eq(signers.address, signer)))[0]?.leaseUntil;
  const before = await until();
  await renewLease({ db: db() }, again);
  expect(await until()).toEqual(before);
});

test("doubt keeps why, and up to when the books go, from the first time on", async () => {
  await db()
    .update(signers)
    .set({ leaseUntil: new Date("2026-01-01") });
  await doubtBooks(db(), "first", { another: true });
  await holdSigner({ db: db() }, { address: signer, holder: "c" });
  await doubtBooks(db(), "second", { another: true });
  expect(await findDoubt(db())).toMatchObject({ doubt: "first", booksEndedAt: new Date("2026-01-01") });
});

test("a free garment whose token is another's is off sale for good", async () => {
  const free = { batchId: stocked.batchId, serial: 20 };
  const orderRef = newHash();
  expect(await settle(free, orderRef)).toBe("taken");
  expect(await settle(free, orderRef)).toBe("known");
  const [row] = await db().select().from(garments).where(eq(garments.takenFor, orderRef));
  expect(row).toMatchObject({ serial: 20, state: "taken", orderId: null });
  await expect(
    db().update(garments).set({ state: "available" }).where(eq(garments.takenFor, orderRef)),
  ).rejects.toThrow();
});

test("an unpaid order loses a garment whose token is another's, and takes another one when it is paid", async () => {
  const { garment, orderId, providerOrderId, hear } = await order();
  expect(await settle(garment)).toBe("taken");
  expect([await stateOf(orderId), (await now(garment.id))?.state]).toEqual(["expired", "taken"]);
  await shop.pay(providerOrderId);
  await hear();
  expect(await stateOf(orderId)).toBe("confirmed");
  expect(await now(garment.id)).toMatchObject({ state: "taken", orderId: null });
});

test("the mint of a garment that was sold twice is parked, and its garment is marked", async () => {
  const { garment } = await order(1, { paid: true });
  const orderRef = newHash();
  expect(await settle(garment, orderRef)).toBe("sold_twice");
  const [mint] = await db().select().from(mints).where(eq(mints.garmentId, garment.id));
  expect(mint).toMatchObject({ state: "parked", failure: expect.stringMatching(/^taken_on_chain: /) });
  expect(await now(garment.id)).toMatchObject({ state: "sold", takenFor: orderRef });
  expect(await settle(garment, orderRef)).toBe("known");
});

test("a token of an order that waits for its money keeps its garment: paid late, no second one is taken for it", async () => {
  const { garment, orderId, orderItemId, providerOrderId, hear } = await order(2);
  // Both were held once; the hold is over, and the one that was minted is free like any other.
  await db().update(orders).set({ state: "expired", endedAt: sql`now()` }).where(eq(orders.id, orderId));
  const free = {
    state: "available",
    orderId: null,
    orderItemId: null,
    buyerId: null,
    reservedUntil: null,
  } as const;
  await db().update(garments).set(free).where(eq(garments.orderId, orderId));
  expect(await settle(garment, orderRefOf(orderItemId), orderItemId)).toBe("given");
  expect(await now(garment.id)).toMatchObject({ state: "sold", orderId, orderItemId });
  await shop.pay(providerOrderId);
  await hear();
  expect(await stateOf(orderId)).toBe("confirmed");
  const held = await db().select().from(garments).where(eq(garments.orderId, orderId));
  expect(held.map(({ state }) => state)).toEqual(["sold", "sold"]);
  const refs = await db().select().from(mints).where(eq(mints.orderItemId, orderItemId));
  expect(refs).toMatchObject([{ garmentId: garment.id, orderRef: orderRefOf(orderItemId) }]);
});

test("a token of a garment that was never written down changes nothing", async () => {
  expect(await settle({ batchId: 77, serial: 1 })).toBe("no_garment");
});

test("a million numbers of custody are left out, each time", async () => {
  const next = await skipCustodyNumbers(db());
  expect(next).toBeGreaterThan(1_000_000);
  const newcomer = await shop.newBuyer();
  const { rows } = await db().execute<{ index: number }>(
    sql`select derivation_index as index from flux.wallets where user_id = ${newcomer.id}`,
  );
  expect(rows).toEqual([{ index: next }]);
  expect(await skipCustodyNumbers(db())).toBe(next + 1_000_001);
});

/** The database's clock, to the millisecond. */
async function clock(): Promise<Date> {
  const { rows } = await db().execute<{ ms: string }>(
    sql`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as ms`,
  );
  return new Date(Number(rows[0]?.ms));
}

test("sign-ins that are older than the doubt are ended, later ones are not", async () => {
  const early = await shop.newBuyer();
  const before = await clock();
  await expect.poll(clock).toSatisfy((now) => now > before);
  const late = await shop.newBuyer();
  expect(await db().transaction((tx) => forgetSignIns(tx, { before }))).toBeGreaterThan(0);
  const statuses = [early, late].map(async ({ send }) => (await send("GET", "/api/orders")).status);
  expect(await Promise.all(statuses)).toEqual([401, 200]);
  buyer = late;
});

test("after doubt a chip's first URL is noted and stale, its next ones count, and no URL counts twice", async () => {
  const chips = await startChips({ port: 0, webUrl: shop.api.env.WEB_URL });
  const post = async (path: string, body: object) =>
    (
      await fetch(`${chips.url}${path}`, {
        ...{ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
      })
    ).json() as Promise<Record<string, string>>;
  const [garment] = await db().select().from(garments).limit(1);
  const chip = await post("/chips", { batch: 1, serial: 1 });
  const tap = async () => {
    const { pk2, rnd, rndsig } = await post(`/chips/${chip.address}/tap`, {});
    return scanBody.parse({ kind: "url", pk2, rnd, rndsig }) as Extract<Scan, { kind: "url" }>;
  };
  const count = async (scan: Extract<Scan, { kind: "url" }>) => {
    const read = readUrlTap(scan);
    if (typeof read === "string") return read;
    const spent = await db().transaction((tx) => read.spend(tx, { id: garment?.id } as TwinGarment));
    return typeof spent === "string" ? spent : "counted";
  };
  try {
    const [kept, first, older, second] = [await tap(), await tap(), await tap(), await tap()];
    expect(await count(kept)).toBe("counted");
    expect(await db().transaction(doubtCounters)).toBe(1);
    expect(await count(kept)).toBe("counter_replayed");
    expect(await count(first)).toBe("stale");
    expect(await count(first)).toBe("counter_replayed");
    expect(await count(second)).toBe("counted");
    expect(await count(older)).toBe("counter_replayed");
    const last = await tap();
    await doubt();
    expect(await count(last)).toBe("stale");
  } finally {
    await chips.close();
  }
});

test("money of a lost order is kept aside once, and that of an order whose answer was lost pays it", async () => {
  const { orderId, providerOrderId } = await order();
  await db()
    .update(payments)
    .set({ providerOrderId: null, state: "starting" })
    .where(eq(payments.orderId, orderId));
  await shop.pay(providerOrderId);
  const lost = await shop.api.deps.payments.createOrder({
    ...{ receipt: "0123456789abcdef0123456789abcdef", amountPaise: 499_900, orderNumber: "FLX-LOST00" },
  });
  const { razorpay_payment_id: lostPayment } = await shop.pay(lost.providerOrderId);
  const foreign = await shop.api.deps.payments.createOrder({
    ...{ receipt: "invoice 7", amountPaise: 100_000, orderNumber: "another system's" },
  });
  await shop.pay(foreign.providerOrderId);
  for (const _ of ["once", "again"]) await recoverPayments.run(shop.api.deps, { sinceSec: 0 });
  expect(await stateOf(orderId)).toBe("confirmed");
  expect(await listLostPayments(db())).toMatchObject([
    { providerPaymentId: lostPayment, orderNumber: "FLX-LOST00", amountPaise: 499_900, state: "captured" },
  ]);
});
