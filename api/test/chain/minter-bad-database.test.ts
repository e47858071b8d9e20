import { setTimeout as lasting } from "node:timers/promises";
import { migrateDatabase } from "@flux/api/migrate";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import { type FaultProxy, startFaultProxy } from "../../../test/harness/fault-proxy.ts";
import { noReceipt } from "../../../test/harness/rpc-lies.ts";
import { startPostgres } from "../../../test/harness/start-postgres.ts";
import { connect } from "../../src/db/client.ts";
import { mintedOnce } from "./minted-once.ts";
import { type ChainedShop, eventually, openChainedShop } from "./open-chained-shop.ts";
import type { PaidMint } from "./watch-mints.ts";

// The shop's PostgreSQL is far, silent or dies. Whatever of the payments it kept is what must be minted.

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let network: FaultProxy;
let shop: ChainedShop;
/** The same shop, looked at over a straight way to its database. */
let seen: ChainedShop;
let straight: ReturnType<typeof connect>;
let serial = 0;
beforeAll(async () => {
  postgres = await startPostgres("flux");
  await migrateDatabase(postgres.url);
  network = await startFaultProxy({ target: new URL(postgres.url).host });
  const settings = { DATABASE_URL: network.through(postgres.url), DB_STATEMENT_TIMEOUT_MS: "10000" };
  shop = await openChainedShop({ throughProxy: true, settings });
  straight = connect(postgres.url);
  seen = { ...shop, deps: { ...shop.deps, db: straight.db } };
});
afterEach(async () => {
  await network.set({});
  shop.rpc?.set();
  await shop.stopMinters();
});
afterAll(async () => {
  await shop?.close();
  await straight?.pool.end();
  await network?.close();
  await postgres?.close();
});

/** Pays; undefined when the database did not say that it was written down. It may have been all the same. */
const tryToPay = () => shop.payFor(++serial).catch(() => undefined);

/** What the database says was paid, each with one token; and no other token is there. */
async function tokensArePaidGarments() {
  const { rows } = await seen.deps.db.execute<PaidMint>(
    sql`select garment_id as "garmentId", order_item_id as "orderItemId", token_id::text as "tokenId",
        tag_hash as "tagHash", "to" from flux.mints`,
  );
  const paid = rows.map((row) => ({ ...row, tokenId: BigInt(row.tokenId) }));
  await mintedOnce(seen, paid, { withinMs: 120_000 });
  const minted = await shop.flux.chain.getContractEvents({
    ...shop.flux.onGarment,
    eventName: "GarmentMinted",
    fromBlock: 0n,
  });
  const ids = (tokens: (bigint | undefined)[]) => tokens.map(String).toSorted();
  expect(ids(minted.map(({ args }) => args.tokenId))).toEqual(ids(paid.map(({ tokenId }) => tokenId)));
  return paid.length;
}

test("connections that are cut in the middle of whatever they do: what was paid is minted once", async () => {
  const sure: PaidMint[] = [];
  shop.startMinter();
  // In the middle of the greeting, of the password, of statements and of commits.
  for (const resetAfterBytes of [0, 200, 600, 800, 1_000, 1_300, 1_700, 2_500]) {
    await network.set({ resetAfterBytes });
    const before = network.dialled();
    while (network.dialled() < before + 5)
      sure.push(...[await tryToPay()].filter((mint) => mint !== undefined));
    await network.set({});
    sure.push(await eventually("a payment", tryToPay));
    network.cut();
  }
  await mintedOnce(seen, sure, { withinMs: 120_000 });
  expect(await tokensArePaidGarments()).toBeGreaterThanOrEqual(sure.length);
});

test("a database that hangs for three seconds in the midst of minting: what was paid is minted once", async () => {
  await Promise.all(Array.from({ length: 20 }, () => shop.payFor(++serial)));
  shop.rpc?.forget();
  shop.startMinter();
  await expect.poll(() => shop.rpc?.asked("eth_estimateGas").length).toBeGreaterThan(0);
  await network.set({ hang: true });
  await lasting(3_000);
  await network.set({});
  await tokensArePaidGarments();
});

test("connections that fall into a black hole are given up: what was paid is minted once", async () => {
  shop.startMinter();
  await shop.payFor(++serial);
  await tokensArePaidGarments();
  network.blackhole();
  const mint = await shop.payFor(++serial, undefined, straight.db);
  try {
    await mintedOnce(seen, [mint], { withinMs: 120_000 });
  } finally {
    // Nothing else ends what is in there.
    network.cut();
    await eventually("the shop's database", () => shop.deps.db.execute(sql`select 1`).catch(() => null));
  }
});

// In the order in which one round writes to them.
test.each(["signers", "transactions", "mints"])(
  "a database that is killed while the minter writes to %s: what was paid is minted once",
  async (table) => {
    await shop.payFor(++serial);
    const held = await holdTable(table);
    shop.startMinter();
    await held.somebodyWaits();
    await postgres.kill();
    await postgres.start();
    await tokensArePaidGarments();
  },
);

test("a database that is killed while a receipt is written down: what was paid is minted once", async () => {
  await shop.payFor(++serial);
  const rpc = shop.rpc!;
  rpc.set(noReceipt());
  rpc.forget();
  shop.startMinter();
  await expect.poll(() => rpc.asked("eth_getTransactionReceipt").length).toBeGreaterThan(0);
  const held = await holdTable("mints");
  rpc.set();
  await held.somebodyWaits();
  await postgres.kill();
  await postgres.start();
  await tokensArePaidGarments();
});

/** Keeps everybody from writing to a table, over a straight way to the database, for as long as that lives. */
async function holdTable(table: string) {
  const { db, pool } = connect(postgres.url, { max: 2 });
  onTestFinished(() => pool.end());
  const client = await pool.connect();
  await client.query(`begin; lock table flux.${table} in share row exclusive mode`);
  onTestFinished(() => client.release(true));
  const waiting = async () =>
    (await db.execute(sql`select from pg_stat_activity where wait_event_type = 'Lock'`)).rows.length;
  return { somebodyWaits: () => expect.poll(waiting).toBeGreaterThan(0) };
}
