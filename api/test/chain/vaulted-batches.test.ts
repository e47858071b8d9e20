import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { untilViewsContain } from "../../../test/harness/until-views-contain.ts";
import { uuidOf } from "../../src/http/public-id.ts";
import { endUnpaidOrder } from "../../src/modules/orders/end-unpaid-order.ts";
import { noteVaultedBatches } from "../../src/modules/stock/note-vaulted-batches.ts";
import { garments } from "../../src/modules/stock/tables.ts";
import { placeOrderOf } from "../shop/open-shop.ts";
import { type ChainedShop, eventually, openChainedShop } from "./open-chained-shop.ts";

let shop: ChainedShop;
beforeAll(async () => {
  shop = await openChainedShop({ pieces: 3, indexed: true });
});
afterAll(() => shop?.close());

const product = async () =>
  (await (await shop.api.get("/api/products/test-1")).json()) as {
    soldOut: boolean;
    batch: { left: number; vaultedAt: string | null };
    batches: { number: number; vaultedAt: string | null }[];
  };
const listed = async (query: string) => {
  const answer = await shop.api.get(`/api/products?${query}`);
  return ((await answer.json()) as { items: { slug: string }[] }).items.map(({ slug }) => slug);
};
const note = () => noteVaultedBatches.run(shop.deps, {});
const inState = (state: "available" | "withdrawn") =>
  shop.deps.db.$count(garments, and(eq(garments.batchId, 1), eq(garments.state, state)));

test("a batch that the chain vaulted stays visible, marked and sold out, and what an unpaid order gives back is not sold again", async () => {
  const buyer = await shop.newBuyer();
  const order = await placeOrderOf(buyer, shop.garment(1).variantId);
  await note();
  expect(await product()).toMatchObject({ soldOut: false, batch: { left: 2, vaultedAt: null } });
  expect([await listed("vaulted=true"), await listed("vaulted=false")]).toEqual([[], ["test-1"]]);

  const { chain, onGarment, mined } = shop.flux;
  const hash = await chain.writeContract({ ...onGarment, functionName: "vaultBatch", args: [1n] });
  const { blockNumber } = await mined(hash);
  const { timestamp } = await chain.getBlock({ blockNumber });
  // The note waits for the views to have the block, and for the block to be final.
  await eventually("the note", async () => {
    await note();
    return (await product()).batch.vaultedAt;
  });
  const vaultedAt = new Date(Number(timestamp) * 1_000).toISOString();
  expect(await product()).toMatchObject({
    ...{ soldOut: true, batch: { left: 0, vaultedAt } },
    batches: [{ number: 1, cap: 3, left: 0, vaultedAt }],
  });
  expect([await listed("vaulted=true"), await listed("vaulted=false")]).toEqual([["test-1"], []]);
  expect([await inState("available"), await inState("withdrawn")]).toEqual([0, 2]);

  await shop.deps.db.transaction((tx) => endUnpaidOrder(tx, { orderId: uuidOf(order.id), as: "expired" }));
  await note();
  expect([await inState("available"), await inState("withdrawn")]).toEqual([0, 3]);
});

test("a vault that the chain may still take back is not written down", async () => {
  const { db } = shop.deps;
  const { batchId, slug } = await shop.stock([1]);
  await shop.flux.openBatch(batchId, 1);
  const { chain, onGarment, mined } = shop.flux;
  // A block an hour ahead of every clock is not final for an hour.
  await chain.increaseTime({ seconds: 3_600 });
  const hash = await chain.writeContract({
    ...{ ...onGarment, functionName: "vaultBatch", args: [BigInt(batchId)] },
  });
  const { blockNumber } = await mined(hash);
  await untilViewsContain(db, blockNumber);
  await note();
  expect(await listed("vaulted=false")).toContain(slug);
});
