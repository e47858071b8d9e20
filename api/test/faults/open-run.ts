import { randomUUID } from "node:crypto";
import { tagHashOfChip, tokenIdOf } from "@flux/contracts";
import { and, count, eq, inArray, ne } from "drizzle-orm";
import { expect } from "vitest";
import { highestNonce } from "../../src/minter/nonces.ts";
import { type RequestMint, requestMint } from "../../src/minter/request-mint.ts";
import { requestRelay, transferKey } from "../../src/minter/request-relay.ts";
import { mints, relays, transactions } from "../../src/minter/tables.ts";
import { type ChainedShop, eventually, newAddress } from "../chain/open-chained-shop.ts";
import type { Owned, openCounter } from "./count-tokens.ts";
import { type Chance, seeded } from "./seeded.ts";

/** A shop, somebody who counts its tokens from outside, and the garments that earlier runs left with people of custody. */
export type World = {
  shop: ChainedShop;
  counter: ReturnType<typeof openCounter>;
  held: (Owned & { custodyIndex: number })[];
  batchId: number;
  serials: number;
};
export type Run = Awaited<ReturnType<typeof openRun>>;

/** People in custody who buy: any of their garments may be sent on by a later run. */
const buyers = 5;

/** What one run pays for and sends, and what must come of it. The same seed does the same. */
export async function openRun(world: World, seed: string) {
  const { shop, counter } = world;
  const { db, custody } = shop.deps;
  const chance: Chance = seeded(seed);
  const paid: (RequestMint & { custodyIndex: number })[] = [];
  const sent: (Owned & { key: string })[] = [];
  const firstBlock = await shop.flux.chain.getBlockNumber();

  async function newMint(batchId = world.batchId) {
    const custodyIndex = chance.between(1, buyers);
    const tokenId = tokenIdOf(batchId, ++world.serials);
    const tagHash = tagHashOfChip(newAddress());
    const to = await custody.addressOf(custodyIndex);
    return { garmentId: randomUUID(), orderItemId: randomUUID(), custodyIndex, tokenId, tagHash, to };
  }

  /** What the rows say of all that this run asked for. */
  async function states() {
    const items = paid.map(({ orderItemId }) => orderItemId);
    const keys = sent.map(({ key }) => key);
    const row = { state: mints.state, tokenId: mints.tokenId, failure: mints.failure };
    return [
      ...(await db.select(row).from(mints).where(inArray(mints.orderItemId, items))),
      ...(await db
        .select({ state: relays.state, tokenId: relays.key, failure: relays.failure })
        .from(relays)
        .where(inArray(relays.key, keys))),
    ];
  }
  const all = async (are: (state: string) => boolean) => {
    const rows = await states();
    return rows.length === paid.length + sent.length && rows.every(({ state }) => are(state));
  };

  const wanted = (exceptions: Owned[]) =>
    [...paid.map(({ tokenId, to }) => ({ tokenId, owner: to as string })), ...sent].map(
      (each) => exceptions.find(({ tokenId }) => tokenId === each.tokenId) ?? each,
    );

  return {
    ...{ world, chance, firstBlock, newMint, states },
    /** Pays for garments, each in a transaction of its own or all in one. */
    async pay(garments = chance.between(1, 5)) {
      const fresh = await Promise.all(Array.from({ length: garments }, () => newMint()));
      const together = chance.oneIn(2);
      const payments = together ? [fresh] : fresh.map((mint) => [mint]);
      for (const payment of payments) await this.payFor(payment);
    },
    async payFor(payment: Awaited<ReturnType<typeof newMint>>[]) {
      paid.push(...payment);
      await db.transaction(async (tx) => {
        for (const mint of payment) await requestMint(tx, mint);
      });
    },
    /** Sends up to two garments of earlier runs out of custody. */
    async send() {
      for (const { tokenId, owner, custodyIndex } of world.held.splice(0, chance.between(0, 2))) {
        const to = newAddress();
        const key = transferKey(tokenId, 0n);
        sent.push({ tokenId, owner: to, key });
        const act = { kind: "transfer" as const, tokenId: String(tokenId), to, moves: "0" };
        await db.transaction((tx) =>
          requestRelay(tx, {
            ...{ key, userId: randomUUID(), custodyIndex },
            act: { ...act, from: owner as `0x${string}` },
          }),
        );
      }
    },
    /** Waits until everything is in one of these states. */
    until: (...wanted: string[]) =>
      eventually(wanted.join(" or "), () => all((state) => wanted.includes(state)), states, 120_000),
    /** Waits until everything is final and the chain shows it: rows may say so from before the chain forgot. */
    settled: (exceptions: Owned[] = []) =>
      eventually(
        "everything to be final",
        async () =>
          (await all((state) => state === "final" || (exceptions.length > 0 && state === "parked"))) &&
          (await counter.wrongs(wanted(exceptions))).length === 0,
        async () => [await states(), await counter.wrongs(wanted(exceptions))],
        120_000,
      ),
    /** Fails unless the chain has each garment of this run once, with its owner, and every nonce is used. */
    async count(exceptions: Owned[] = []) {
      expect(await counter.wrongs(wanted(exceptions))).toEqual([]);
      for (const { tokenId } of sent) expect(await counter.moves(tokenId)).toBe(1);
      for (const { address } of Object.values(shop.signers)) {
        const { used, waiting } = await counter.nonces(address);
        expect({ used: Math.max(0, used - 1), waiting }).toEqual({
          used: (await highestNonce(db, address)) ?? 0,
          waiting: 0,
        });
        const [open] = await db
          .select({ rows: count() })
          .from(transactions)
          .where(
            and(
              eq(transactions.signer, address),
              ne(transactions.state, "final"),
              ne(transactions.state, "displaced"),
            ),
          );
        expect(open?.rows).toBe(0);
      }
      const kept = paid.filter(({ tokenId }) => !exceptions.some((each) => each.tokenId === tokenId));
      world.held.push(...kept.map(({ tokenId, to, custodyIndex }) => ({ tokenId, owner: to, custodyIndex })));
    },
  };
}
