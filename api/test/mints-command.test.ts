import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { tokenIdOf } from "@flux/contracts";
import { desc, eq } from "drizzle-orm";
import { keccak256, zeroAddress } from "viem";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { audit } from "../src/audit/tables.ts";
import { requestMint } from "../src/minter/request-mint.ts";
import { mints, sends, transactions } from "../src/minter/tables.ts";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  await db().delete(mints);
});
afterAll(() => api?.close());

const db = () => api.deps.db;
const script = new URL("../../scripts/mints.ts", import.meta.url).pathname;

/** As ./flux starts it: told where the database is, and nothing beside. */
async function run(...args: string[]) {
  const env = { PATH: process.env.PATH, DATABASE_URL: api.env.DATABASE_URL };
  const child = spawn(process.execPath, [script, ...args], { env });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += chunk));
  child.stderr.on("data", (chunk) => (err += chunk));
  const [code] = await once(child, "close");
  return { code, out, err };
}

type State = (typeof mints.$inferSelect)["state"];
async function mint(serial: number, state: State, failure: string | null = null, requestedAt = new Date()) {
  const tokenId = tokenIdOf(1, serial);
  const garmentId = randomUUID();
  const tagHash = keccak256(`0x${garmentId.replaceAll("-", "")}`);
  await db().transaction((tx) =>
    requestMint(tx, { garmentId, orderItemId: randomUUID(), tokenId, tagHash, to: zeroAddress }),
  );
  const [row] = await db()
    .update(mints)
    .set({ state, failure, requestedAt })
    .where(eq(mints.garmentId, garmentId))
    .returning();
  if (!row) throw new Error("no mint");
  return row;
}
const stateOf = async ({ id }: { id: string }) =>
  (await db().select().from(mints).where(eq(mints.id, id)))[0];
const written = async () => {
  const [row] = await db().select().from(audit).orderBy(desc(audit.id)).limit(1);
  return row;
};

test("what is parked and what is slow is listed with its reason, and nothing else", async () => {
  const { out: none } = await run();
  expect(none).toBe("No mint is parked, and none is slow.\n");
  const longAgo = new Date(Date.now() - 3 * 3_600_000);
  await mint(1, "parked", "FluxGarmentBatchVaulted(1)");
  await mint(2, "sent", null, longAgo);
  await mint(3, "queued");
  await mint(4, "final", null, longAgo);
  await mint(5, "given_up", "FluxGarmentTagTaken()", longAgo);
  const { code, out } = await run();
  expect(out).toMatch(
    /^1-2 +sent +3 h +no reason was given\s*\n1-1 +parked +\d+ min +FluxGarmentBatchVaulted\(1\)\s*\n\n/,
  );
  expect(code).toBe(0);
  expect(JSON.parse((await run("--json")).out)).toMatchObject([
    { garment: "1-2", state: "sent", tokenId: "1000002", reason: null },
    { garment: "1-1", state: "parked", tokenId: "1000001", reason: "FluxGarmentBatchVaulted(1)" },
  ]);
});

test("a parked mint is retried by its garment's number, alone, and who did it and why is written down", async () => {
  const parked = await mint(1, "parked", "a node's word");
  expect(await run("retry", "1-1", "--reason", "the node was wrong")).toMatchObject({
    ...{ code: 0, out: "The mint of 1-1 tries again now, alone.\n" },
  });
  expect(await stateOf(parked)).toMatchObject({ state: "queued", tries: 1 });
  expect(await written()).toMatchObject({
    ...{ act: "mint_retried", subject: "1000001" },
    details: {
      mintId: parked.id,
      reason: "the node was wrong",
      by: expect.stringMatching(/./),
      said: "a node's word",
    },
  });
});

test.each([
  ["queued", "is not parked: it tries by itself."],
  ["sent", "is on its way to the chain."],
  ["final", "is minted."],
  ["given_up", "was given up: its buyer has another garment or the money back."],
] as const)("a mint that is %s is not retried", async (state, why) => {
  const row = await mint(1, state);
  const before = await written();
  const { code, err } = await run("retry", row.id, "--reason", "x");
  expect([code, err]).toEqual([1, `The mint of 1-1 ${why} Nothing was changed.\n`]);
  expect(await stateOf(row)).toEqual(row);
  expect(await written()).toEqual(before);
});

test("a mint that waits in the queue is parked, and one whose bytes are out is not", async () => {
  const waiting = await mint(1, "queued");
  expect((await run("park", "1-1", "--reason", "the address is checked")).code).toBe(0);
  expect(await stateOf(waiting)).toMatchObject({
    state: "parked",
    failure: expect.stringMatching(/^parked by .+: the address is checked$/),
  });
  expect(await written()).toMatchObject({ act: "mint_parked", subject: "1000001" });

  const sent = await mint(2, "sent");
  expect(await run("park", "1-2", "--reason", "x")).toMatchObject({
    ...{ code: 1, err: expect.stringContaining("what mints it is signed and may be mined at any time") },
  });
  expect(await stateOf(sent)).toEqual(sent);
});

test("a mint that is back in the queue is not parked while bytes that were signed for it may be mined", async () => {
  const row = await mint(1, "queued");
  const hash = keccak256("0x01");
  const [carrier] = await db()
    .insert(transactions)
    .values({ signer: zeroAddress, nonce: 1, purpose: "mint", hash, state: "displaced" })
    .returning({ id: transactions.id });
  const raw = `0x02ff${row.orderRef.slice(2)}00` as const;
  await db()
    .insert(sends)
    .values({ hash, raw, transactionId: carrier?.id ?? "" });
  const { code, err } = await run("park", "1-1", "--reason", "x");
  expect([code, err]).toEqual([1, expect.stringContaining(hash)]);
  expect(await stateOf(row)).toMatchObject({ state: "queued" });
});

test("a mint that nobody knows is said to be none", async () => {
  expect(await run("retry", "1-99", "--reason", "x")).toMatchObject({
    ...{ code: 1, err: "There is no such mint: nobody paid for that garment.\n" },
  });
});
