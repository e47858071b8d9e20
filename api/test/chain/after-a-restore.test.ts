import { spawn } from "node:child_process";
import { once } from "node:events";
import { migrateDatabase } from "@flux/api/migrate";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endWithUs } from "../../../test/harness/end-with-us.ts";
import { startPostgres } from "../../../test/harness/start-postgres.ts";
import type { ReconcilePoint } from "../../src/minter/crash-point.ts";
import { takenOnChain } from "../../src/minter/park-taken-mint.ts";
import { mints } from "../../src/minter/tables.ts";
import type { Scan } from "../../src/modules/nfc/scan.ts";
import { scanBody } from "../../src/modules/nfc/schema.ts";
import { verifyTap } from "../../src/modules/nfc/verify-tap.ts";
import { recoverPayments } from "../../src/modules/orders/recover-payments.ts";
import { listLostPayments } from "../../src/modules/payments/queries.ts";
import { garments } from "../../src/modules/stock/tables.ts";
import { findCustodyWallet } from "../../src/modules/wallets/queries.ts";
import type { ReconcileReport } from "../../src/reconciler/reconcile-books.ts";
import { watchDoubt } from "../../src/reconciler/watch-doubt.ts";
import { doubtOf } from "../../src/restored/doubt.ts";
import { errorOf } from "../error-of.ts";
import { address } from "../shop/open-shop.ts";
import { type Bought, buyGarments, orderGarments, payAtVendor } from "./buy-garments.ts";
import { type ChainedShop, eventually, openChainedShop } from "./open-chained-shop.ts";
import { watchMints } from "./watch-mints.ts";

// The database goes back to a backup, and the chain does not: what it has of the lost time is still true.

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let shop: ChainedShop;
const { stateOf, mined } = watchMints(() => shop);

async function openShop() {
  postgres = await startPostgres("flux");
  await migrateDatabase(postgres.url);
  shop = await openChainedShop({ pieces: 12, settings: { DATABASE_URL: postgres.url } });
}
async function closeShop() {
  await shop?.close();
  await postgres?.close();
}

const minterNonce = () => shop.flux.chain.getTransactionCount({ address: shop.signers.minter.address });
const garmentNow = async (id: string) => {
  const [garment] = await shop.deps.db.select().from(garments).where(eq(garments.id, id));
  if (!garment) throw new Error(`there is no garment ${id}`);
  return garment;
};
/** What a tap proves, read as the endpoint reads it. */
const scan = (tap: object) => verifyTap(shop.deps, { scan: scanBody.parse(tap) as Scan, userId: null });
/** Buys, and is minted, tells the chain's word for it. */
async function buyAndMint() {
  const minter = shop.startMinter();
  const bought = await buyGarments(shop);
  await mined(bought.mint);
  await minter.stop();
  return bought;
}
/** The database takes connections again, and this process has new ones. */
const untilConnected = () =>
  eventually("the restored database", () => shop.deps.db.execute(sql`select 1`).catch(() => null));

/** `./flux reconcile` in a process of its own, to be killed at a point. */
async function reconcile(args: string[] = [], point?: ReconcilePoint) {
  const { DATABASE_URL, RPC_URL, CHAIN_ID, DEPLOYMENT_FILE } = shop.workerEnv;
  const child = spawn(process.execPath, ["scripts/reconcile.ts", "--json", ...args], {
    cwd: new URL("../../..", import.meta.url).pathname,
    env: {
      ...{ PATH: process.env.PATH, DATABASE_URL, RPC_URL, CHAIN_ID, DEPLOYMENT_FILE },
      ...(point && { FAULT_POINT: point }),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  endWithUs(child);
  let out = "";
  child.stdout.on("data", (chunk) => (out += chunk));
  const [code, signal] = await once(child, "close");
  return { code, signal, report: out ? (JSON.parse(out) as ReconcileReport) : null };
}

async function chainTokens() {
  const events = await shop.flux.chain.getContractEvents({
    ...shop.flux.onGarment,
    ...{ eventName: "GarmentMinted", fromBlock: 0n, strict: true },
  });
  return { supply: events.length, orderRefs: new Set(events.map(({ args }) => args.orderRef)).size };
}

describe.each([
  { how: "on a new timeline, as the runbook does it", recovered: true },
  { how: "on its old timeline, where the chain alone can tell", recovered: false },
])("a restore $how", ({ recovered }) => {
  let early: Bought;
  let waiting: Awaited<ReturnType<typeof orderGarments>>;
  let lost: Bought;
  let lostWallet: Awaited<ReturnType<typeof findCustodyWallet>>;
  let lostTap: object;
  let second: Bought | undefined;
  let due: Awaited<ReturnType<ChainedShop["payFor"]>>;

  beforeAll(async () => {
    await openShop();
    early = await buyAndMint();
    waiting = await orderGarments(shop);
    const backup = await postgres.backUp();
    // The time that will be lost: somebody new buys, is minted and taps; the order that waited is paid and minted.
    lost = await buyAndMint();
    lostWallet = await findCustodyWallet(shop.deps.db, lost.buyer.id);
    await payAtVendor(shop, waiting.providerOrderId);
    const minter = shop.startMinter();
    await eventually("its token", async () => (await chainTokens()).supply === 3);
    await minter.stop();
    lostTap = await shop.tap(lost.garment);
    expect(await scan(lostTap)).toMatchObject({ genuine: true });
    await postgres.restore(backup, { recovered });
    await untilConnected();
  });
  afterAll(closeShop);

  test("nothing is minted before the books are reconciled", async () => {
    if (!recovered) {
      // Nobody knows yet: the lost garment is sold once more.
      second = await buyGarments(shop);
      expect(second.garment.id).toBe(lost.garment.id);
    }
    due = await shop.payFor(12);
    const nonce = await minterNonce();
    const minter = shop.startMinter();
    const rounds = () => minter.signerLoops()[0]?.lastRoundAt?.getTime() ?? 0;
    await eventually("doubt", () => doubtOf(shop.deps.db));
    for (const before of [rounds(), Date.now()])
      await eventually("another round", async () => rounds() > before);
    await minter.stop();
    expect(await minterNonce()).toBe(nonce);
    expect((await stateOf(due)).state).toBe("queued");
  });

  test("until then nobody joins, no piece is taken, and no URL of a chip is genuine", async () => {
    await expect(shop.newBuyer()).rejects.toThrow("being compared with the chain");
    const cart = await early.buyer.send("POST", "/api/cart/add", {
      variantId: `var_${early.garment.variantId.replaceAll("-", "")}`,
      quantity: 1,
    });
    expect(cart.status).toBe(200);
    const order = await early.buyer.send("POST", "/api/orders", { address });
    expect(await errorOf(order)).toEqual([503, "reconciling"]);
    expect(await scan(await shop.tap(early.garment))).toEqual({ genuine: false, reason: "stale" });
  });

  test("a dry run says what is lost, and changes nothing", async () => {
    const { code, report } = await reconcile(["--dry-run"]);
    expect(code).toBe(1);
    expect(report?.tokens).toMatchObject({
      ...{ onChain: 3, given: [expect.any(String)] },
      ...(recovered ? { taken: [lost.name] } : { sold_twice: [lost.name] }),
    });
    expect((await garmentNow(lost.garment.id)).takenFor).toBeNull();
    expect(await doubtOf(shop.deps.db)).not.toBeNull();
    expect((await early.buyer.send("GET", "/api/orders")).status).toBe(200);
  });

  test("reconciling is killed at each of its steps, and is whole in the end", async () => {
    const everywhere: ReconcilePoint[] = [
      ...(["reconcile_began", "reconcile_signed_out", "reconcile_numbers_skipped"] as const),
      ...(["reconcile_chain_read", "reconcile_counters_doubted", "reconcile_token_settled"] as const),
      "reconcile_tokens_settled",
    ];
    // A process takes seconds to start: on the old timeline once is enough.
    for (const point of recovered ? everywhere : (["reconcile_token_settled"] as const)) {
      expect((await reconcile([], point)).signal).toBe("SIGKILL");
      expect(await doubtOf(shop.deps.db)).not.toBeNull();
    }
    expect((await reconcile([], "reconcile_ended")).signal).toBe("SIGKILL");
    expect(await doubtOf(shop.deps.db)).toBeNull();
    // Asked once more there is nothing left to find.
    const { code, report } = await reconcile();
    expect(code).toBe(0);
    expect(report?.tokens).toMatchObject({
      onChain: 3,
      taken: [],
      given: [],
      sold_twice: [],
      no_garment: [],
    });
  });

  test("a garment that was sold in the lost time is not for sale, and nobody else's mint of it counts as done", async () => {
    const garment = await garmentNow(lost.garment.id);
    expect(garment.takenFor).toBe(lost.mint.orderRef);
    expect(garment.state).toBe(recovered ? "taken" : "sold");
    if (second)
      expect(await stateOf(second.mint)).toMatchObject({
        ...{ state: "parked", failure: expect.stringContaining(takenOnChain) },
      });
    // All that is left is bought: the lost one is not among it.
    const { rows } = await shop.deps.db.execute<{ left: number }>(
      sql`select count(*)::integer as left from flux.garments where state = 'available'`,
    );
    for (let left = rows[0]?.left ?? 0; left > 0; left -= 1) await orderGarments(shop);
    await expect(orderGarments(shop)).rejects.toThrow();
    const sold = await shop.deps.db
      .select({ id: garments.id })
      .from(garments)
      .where(eq(garments.state, "reserved"));
    expect(sold.map(({ id }) => id)).not.toContain(lost.garment.id);
  });

  test("everybody is signed out, and a newcomer has an address that nobody had", async () => {
    expect((await early.buyer.send("GET", "/api/orders")).status).toBe(401);
    const newcomer = await shop.newBuyer();
    const wallet = await findCustodyWallet(shop.deps.db, newcomer.id);
    expect(wallet?.address).not.toBe(lostWallet?.address);
    expect(wallet?.derivationIndex).toBeGreaterThan(1_000_000);
  });

  test("a URL of the lost time is refused; the chip's own next ones count", async () => {
    expect(await scan(lostTap)).toEqual({ genuine: false, reason: "stale" });
    expect(await scan(lostTap)).toEqual({ genuine: false, reason: "counter_replayed" });
    expect(await scan(await shop.tap(lost.garment))).toMatchObject({ genuine: true });
  });

  test("money of the lost time is found: of a known order it pays, of a lost one it is kept aside", async () => {
    const [job] = (
      await shop.deps.db.execute<{ data: { sinceSec: number } }>(
        sql`select data from jobs.job where name = 'recover-payments'`,
      )
    ).rows;
    for (const _ of ["once", "again"])
      await recoverPayments.run(shop.deps, recoverPayments.payload.parse({ sinceSec: job?.data.sinceSec }));
    expect(await listLostPayments(shop.deps.db)).toMatchObject([
      { orderNumber: lost.number, state: "captured", amountPaise: 499_900 },
    ]);
    const { rows } = await shop.deps.db.execute(
      sql`select o.state, m.state as mint from flux.orders o
        join flux.garments g on g.order_id = o.id join flux.mints m on m.garment_id = g.id
        where o.number = ${waiting.number}`,
    );
    expect(rows).toEqual([{ state: "confirmed", mint: "queued" }]);
  });

  test("then what is due is minted, and there is one token for each order", async () => {
    shop.startMinter();
    await mined(due);
    await eventually("no mint under way", async () => {
      const open = await shop.deps.db.$count(mints, sql`${mints.state} not in ('final', 'mined', 'parked')`);
      return open === 0;
    });
    expect(await chainTokens()).toEqual({ supply: 4, orderRefs: 4 });
    expect(await stateOf(early.mint)).toMatchObject({ failure: null });
  });
});

describe("a standby that had everything and takes over", () => {
  beforeAll(openShop);
  afterAll(closeShop);

  test("is reconciled by the worker itself in seconds, finds nothing lost, and mints", async () => {
    const early = await buyAndMint();
    expect(await scan(await shop.tap(early.garment))).toMatchObject({ genuine: true });
    await postgres.failOver();
    await untilConnected();
    expect(await doubtOf(shop.deps.db)).toMatch("another timeline");
    const due = await shop.payFor(5);
    const startedMs = Date.now();
    const watch = await watchDoubt(shop.deps);
    shop.startMinter();
    try {
      await mined(due);
    } finally {
      await watch.stop();
    }
    console.log(`minted ${Date.now() - startedMs} ms after the fail-over`);
    // The chain had nothing to tell, so the counters of the chips stand.
    expect(await scan(await shop.tap(early.garment))).toMatchObject({ genuine: true });
    expect(await shop.deps.db.$count(garments, eq(garments.state, "taken"))).toBe(0);
  });
});
