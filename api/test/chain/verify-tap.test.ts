import { randomBytes } from "node:crypto";
import { tokenIdOf } from "@flux/contracts";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tx } from "../../src/db/client.ts";
import { challengeSchema, verdictSchema } from "../../src/modules/nfc/schema.ts";
import { tapChallenges, taps } from "../../src/modules/nfc/tables.ts";
import { errorOf } from "../error-of.ts";
import { holdStill, waitingFor } from "../hold-still.ts";
import { type ChainedShop, newAddress, openChainedShop } from "./open-chained-shop.ts";

let shop: ChainedShop;
beforeAll(async () => {
  shop = await openChainedShop({ pieces: 6, indexed: true });
});
afterAll(() => shop?.close());

async function scan(body: object, headers?: Record<string, string>) {
  const answer = await shop.api.post("/api/nfc/scan", body, headers);
  expect(answer.status).toBe(200);
  return verdictSchema.strict().parse(await answer.json());
}
async function newChallenge() {
  const answer = await shop.api.post("/api/nfc/challenge");
  expect(answer.status).toBe(201);
  return challengeSchema.strict().parse(await answer.json());
}
const refused = (reason: string) => ({ genuine: false, reason });
const tapsOf = (id: string) => shop.deps.db.$count(taps, sql`${taps.garmentId} = ${id}`);

test("a chip's answer to our challenge is genuine once", async () => {
  const garment = shop.garment(1);
  const { challengeId, challenge } = await newChallenge();
  const signature = await shop.answer(garment, challenge);
  const body = { kind: "challenge", challengeId, chipAddress: garment.chipAddress, signature };
  expect(await scan(body)).toMatchObject({
    genuine: true,
    tokenId: "1000001",
    twin: { batch: 1, serial: 1, state: "unminted", owner: null, product: { name: "Test Piece 1" } },
  });
  expect(await scan(body)).toEqual(refused("challenge_reused"));
  expect(await tapsOf(garment.id)).toBe(1);
});

test("an answer proves itself without saying which chip it is", async () => {
  const { challengeId, challenge } = await newChallenge();
  const signature = await shop.answer(shop.garment(2), challenge);
  expect(await scan({ kind: "challenge", challengeId, signature })).toMatchObject({ tokenId: "1000002" });
});

test("another chip's answer, and an answer to another challenge, prove nothing and spend nothing", async () => {
  const { challengeId, challenge } = await newChallenge();
  const [mine, other] = [shop.garment(1), shop.garment(2)];
  const foreign = await shop.answer(other, challenge);
  const claim = { kind: "challenge", challengeId, chipAddress: mine.chipAddress };
  expect(await scan({ ...claim, signature: foreign })).toEqual(refused("bad_signature"));
  const stale = await shop.answer(mine, `0x${randomBytes(32).toString("hex")}`);
  expect(await scan({ ...claim, signature: stale })).toEqual(refused("bad_signature"));
  expect(await scan({ ...claim, signature: `0x30${"00".repeat(70)}` })).toEqual(refused("bad_signature"));
  const stranger = { ...claim, chipAddress: newAddress(), signature: foreign };
  expect(await scan(stranger)).toEqual(refused("unknown_tag"));
  const signature = await shop.answer(mine, challenge);
  expect(await scan({ ...claim, signature })).toMatchObject({ genuine: true });
});

test("a challenge that is too old, or never was ours, proves nothing", async () => {
  const garment = shop.garment(1);
  const { challengeId, challenge } = await newChallenge();
  const signature = await shop.answer(garment, challenge);
  await shop.deps.db.execute(sql`update flux.tap_challenges set expires_at = now() - interval '1 second'`);
  expect(await scan({ kind: "challenge", challengeId, signature })).toEqual(refused("challenge_expired"));
  const made = { kind: "challenge", challengeId: `chl_${randomBytes(16).toString("hex")}`, signature };
  expect(await scan(made)).toEqual(refused("challenge_expired"));
});

test("the URL of a tap is genuine until the next tap", async () => {
  const garment = shop.garment(3);
  const first = await shop.tap(garment);
  const second = await shop.tap(garment);
  expect(await scan(second)).toMatchObject({ genuine: true, tokenId: "1000003" });
  expect(await scan(second)).toEqual(refused("counter_replayed"));
  expect(await scan(first)).toEqual(refused("counter_replayed"));
  expect(await scan(await shop.tap(garment))).toMatchObject({ genuine: true });
});

test("of 500 copies of one tap sent at once exactly one is accepted", async () => {
  const garment = shop.garment(4);
  const tap = await shop.tap(garment);
  const verdicts = await Promise.all(Array.from({ length: 500 }, () => scan(tap)));
  expect(verdicts.filter(({ genuine }) => genuine)).toHaveLength(1);
  expect(verdicts.filter(({ reason }) => reason === "counter_replayed")).toHaveLength(499);
  expect(await tapsOf(garment.id)).toBe(1);
});

test.each([
  ["wrong_key", "bad_signature"],
  ["own_pk2", "unknown_tag"],
  ["unknown", "unknown_tag"],
])("a forged tap (%s) is refused as %s and moves no counter", async (forgery, reason) => {
  const garment = shop.garment(5);
  expect(await scan(await shop.forge(garment, forgery))).toEqual(refused(reason));
  expect(await scan(await shop.tap(garment))).toMatchObject({ genuine: true });
});

test("a tag that the chain has retired proves nothing", async () => {
  const garment = shop.garment(6);
  shop.startMinter();
  await shop.payFor(6);
  const { chain, onGarment, mined } = shop.flux;
  await expect
    .poll(() => chain.readContract({ ...onGarment, functionName: "tokenOfTag", args: [garment.tagHash] }))
    .toBe(garment.tokenId);
  expect(await scan(await shop.tap(garment))).toMatchObject({ genuine: true });
  const args = [garment.tokenId, `0x${"7".repeat(64)}`] as const;
  await mined(await chain.writeContract({ ...onGarment, functionName: "retag", args }));
  expect(await scan(await shop.tap(garment))).toEqual(refused("tag_retired"));
});

test("a tag that the chain binds to another garment proves nothing", async () => {
  const { chain, onGarment, mined } = shop.flux;
  const garment = shop.garment(2);
  const { tagHash } = garment;
  const mint = { to: newAddress(), tokenId: tokenIdOf(1, 500), tagHash, orderRef: tagHash };
  await mined(await chain.writeContract({ ...onGarment, functionName: "mintProduct", args: [mint] }));
  expect(await scan(await shop.tap(garment))).toEqual(refused("unknown_tag"));
});

test("one answer that comes twice at the same moment counts once, and not at all once its time is over", async () => {
  const { db } = shop.deps;
  const garment = shop.garment(1);
  const answers = async (meanwhile: (tx: Tx) => Promise<unknown>, how: "commit" | "rollback") => {
    const { challengeId, challenge } = await newChallenge();
    const signature = await shop.answer(garment, challenge);
    const body = { kind: "challenge", challengeId, signature };
    const other = await holdStill(db, meanwhile);
    // Both found the challenge good; they meet where it is spent.
    const both = [scan(body), scan(body)];
    await waitingFor(db, 2, ...both);
    await other.end(how);
    return (await Promise.all(both)).map(({ genuine }) => genuine).sort();
  };
  const untouched = (tx: Tx) => tx.select().from(tapChallenges).for("update");
  expect(await answers(untouched, "rollback")).toEqual([false, true]);
  const over = (tx: Tx) => tx.update(tapChallenges).set({ expiresAt: sql`now() - interval '1 second'` });
  expect(await answers(over, "commit")).toEqual([false, false]);
});

test("a scan that is no scan is refused before anything is looked up", async () => {
  const { pk2, rnd, rndsig } = await shop.tap(shop.garment(1));
  for (const body of [
    {},
    { kind: "url", pk2: pk2.slice(2), rnd, rndsig },
    { kind: "url", pk2, rnd: `${rnd}00`, rndsig },
    { kind: "url", pk2, rnd, rndsig: "zz" },
    { kind: "challenge", challengeId: "chl_1", signature: rndsig },
  ]) {
    expect(await errorOf(await shop.api.post("/api/nfc/scan", body))).toEqual([400, "invalid_input"]);
  }
});
