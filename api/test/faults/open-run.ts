import { randomUUID } from "node:crypto";
import { tagHashOfChip, tokenIdOf } from "@flux/contracts";
import { and, eq, inArray } from "drizzle-orm";
import { expect } from "vitest";
import { type Chance, seeded } from "../../../test/harness/seeded.ts";
import { highestNonce } from "../../src/minter/nonces.ts";
import { type RequestMint, requestMint } from "../../src/minter/request-mint.ts";
import { requestRelay, transferKey } from "../../src/minter/request-relay.ts";
import { mints, relays, transactions } from "../../src/minter/tables.ts";
import { type ChainedShop, eventually, newAddress } from "../chain/open-chained-shop.ts";
import type { Owned, openCounter } from "./count-tokens.ts";

/** A shop, somebody who counts its tokens from outside, and the garments that earlier runs left with people of custody. */
export type World = {
  shop: ChainedShop;
  counter: ReturnType<typeof openCounter>;
  held: (Owned & { custodyIndex: number })[];
  /** Who must hold each garment by now. */
  owners: Map<bigint, string>;
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
  const sent: { tokenId: bigint; key: string }[] = [];
  const strangers: Owned[] = [];
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

  const wrongs = () =>
    counter.wrongs(
      [...paid, ...sent].map(({ tokenId }) => ({ tokenId, owner: world.owners.get(tokenId) ?? "nobody" })),
    );
  /** What a node or the rows still have to do, or hold and never will. */
  async function unsettled() {
    const each = Object.values(shop.signers).map(async ({ address }) => {
      const [{ used, waiting }, highest, open] = await Promise.all([
        counter.nonces(address),
        highestNonce(db, address),
        db.$count(
          transactions,
          and(eq(transactions.signer, address), inArray(transactions.state, ["stored", "sent", "mined"])),
        ),
      ]);
      return { unused: highest === null ? 0 : highest + 1 - used, waiting, open };
    });
    return Promise.all(each);
  }
  const isSettled = async () =>
    (await unsettled()).every(({ unused, waiting, open }) => unused === 0 && waiting === 0 && open === 0);
  const isDone = (state: string) => state === "final" || (strangers.length > 0 && state === "parked");

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
      for (const { tokenId, to } of payment)
        world.owners.set(tokenId, strangers.find((each) => each.tokenId === tokenId)?.owner ?? to);
      await db.transaction(async (tx) => {
        for (const mint of payment) await requestMint(tx, mint);
      });
    },
    /** Sends up to two garments of earlier runs out of custody. */
    async send() {
      for (const { tokenId, owner, custodyIndex } of world.held.splice(0, chance.between(0, 2))) {
        const to = newAddress();
        const key = transferKey(tokenId, 0n);
        sent.push({ tokenId, key });
        world.owners.set(tokenId, to);
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
    /** A stranger made this garment: whoever pays for it gets none. */
    except(stranger: Owned) {
      strangers.push(stranger);
    },
    /** Waits until everything is final and the chain shows it: rows may say so from before the chain forgot. */
    settled: () =>
      eventually(
        "everything to be final",
        async () => (await all(isDone)) && (await isSettled()) && (await wrongs()).length === 0,
        async () => [await states(), await unsettled(), await wrongs()],
        120_000,
      ),
    /** Fails unless the chain has each garment of this run once, with its owner, and every nonce is used. */
    async count() {
      expect(await wrongs()).toEqual([]);
      for (const { tokenId } of sent) expect(await counter.moves(tokenId)).toBe(1);
      const nothing = { unused: 0, waiting: 0, open: 0 };
      expect(await unsettled()).toEqual([nothing, nothing]);
    },
    /** Lets later runs send what this one bought. */
    leave() {
      const bought = paid.filter(({ tokenId, to }) => world.owners.get(tokenId) === to);
      world.held.push(
        ...bought.map(({ tokenId, to, custodyIndex }) => ({ tokenId, owner: to, custodyIndex })),
      );
    },
  };
}
