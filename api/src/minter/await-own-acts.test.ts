import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase } from "../../../test/harness/database.ts";
import { connect } from "../db/client.ts";
import { awaitOwnActs } from "./await-own-acts.ts";
import { type RelayAct, relays, transactions } from "./tables.ts";

// Views without an indexer: the test says how far they are.
const database = await createDatabase();
const { db, pool } = connect(database.url);
const userId = randomUUID();
const person = { userId, addresses: [] };
const hours = 3_600_000;

const viewsContain = (block: number) =>
  db.execute(sql`create or replace view chain._ponder_checkpoint as
    select repeat('0', 26) || lpad(${sql.raw(`'${block}'`)}, 16, '0') || repeat('0', 33) as latest_checkpoint`);

const vote: RelayAct = { kind: "vote", designId: "1", voter: "0x1", tokenIds: [] };

async function act(block: bigint, { by = userId, ago = 0, what = vote } = {}) {
  const hash = `0x${randomUUID()}` as const;
  const [carrier] = await db
    .insert(transactions)
    .values({
      ...{ signer: "0x1", nonce: Number(block), purpose: "relay", hash, state: "mined" },
      ...{ blockNumber: block, minedAt: new Date(Date.now() - ago) },
    })
    .returning();
  await db
    .insert(relays)
    .values({ key: randomUUID(), userId: by, act: what, state: "mined", transactionId: carrier?.id ?? null });
}

beforeAll(async () => {
  await db.execute(sql`create schema chain`);
  await viewsContain(10);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

test("who did nothing, or nothing of late, waits for nothing", async () => {
  await act(90n, { by: randomUUID() });
  await act(80n, { ago: hours });
  expect(await awaitOwnActs(db, person, 0)).toBe(true);
});

test("who acted waits until the views contain the act's block, and no longer than was said", async () => {
  await act(12n);
  expect(await awaitOwnActs(db, person, 0)).toBe(false);
  const waiting = awaitOwnActs(db, person, 600_000);
  await viewsContain(11);
  expect(await Promise.race([waiting, awaitOwnActs(db, person, 100)])).toBe(false);
  await viewsContain(12);
  expect(await waiting).toBe(true);
});

test("who was sent a garment waits for it as who sent it does", async () => {
  const [to, other] = ["0xAbC0000000000000000000000000000000000001", "0x2"] as const;
  await act(20n, {
    by: randomUUID(),
    what: { kind: "transfer", tokenId: "1", from: other, to, moves: "0" },
  });
  const receiver = { userId: randomUUID(), addresses: [to] };
  expect(await awaitOwnActs(db, receiver, 0)).toBe(false);
  expect(await awaitOwnActs(db, { ...receiver, addresses: [other] }, 0)).toBe(true);
  await viewsContain(20);
  expect(await awaitOwnActs(db, receiver, 0)).toBe(true);
});
