import { type Context, ponder } from "ponder:registry";
import { batch, holder, tag, token, transfer } from "ponder:schema";
import { batchAndSerialOf } from "@flux/contracts";
import { type Address, zeroAddress } from "viem";

ponder.on("FluxGarment:BatchOpened", async ({ event, context }) => {
  const { batchId, cap, uri } = event.args;
  await context.db.insert(batch).values({
    batchId: Number(batchId),
    cap,
    minted: 0,
    vaulted: false,
    uri,
    openedAtSec: Number(event.block.timestamp),
    openedBlock: Number(event.block.number),
  });
});

ponder.on("FluxGarment:BatchCapLowered", async ({ event, context }) => {
  const { batchId, cap } = event.args;
  await context.db.update(batch, { batchId: Number(batchId) }).set({ cap });
});

ponder.on("FluxGarment:BatchVaulted", async ({ event, context }) => {
  await context.db.update(batch, { batchId: Number(event.args.batchId) }).set({
    vaulted: true,
    vaultedAtSec: Number(event.block.timestamp),
    vaultedBlock: Number(event.block.number),
  });
});

ponder.on("FluxGarment:BatchMetadataUpdated", async ({ event, context }) => {
  const { batchId, uri } = event.args;
  await context.db.update(batch, { batchId: Number(batchId) }).set({ uri });
});

// The mint's own Transfer comes before this event and says less: it is skipped below.
ponder.on("FluxGarment:GarmentMinted", async ({ event, context }) => {
  const { tokenId, to, tagHash, orderRef } = event.args;
  const { batchId, serial } = batchAndSerialOf(tokenId);
  const block = Number(event.block.number);
  const atSec = Number(event.block.timestamp);
  const { hash } = event.transaction;
  await context.db.insert(token).values({
    ...{ tokenId, batchId, serial, owner: to, tagHash, orderRef },
    ...{ mintedAtSec: atSec, mintedBlock: block, mintHash: hash, moves: 0, movedAtSec: null },
  });
  await context.db.insert(tag).values({ tagHash, tokenId, retired: false, boundAtSec: atSec });
  await context.db.insert(transfer).values({
    ...{ id: transferId(tokenId, 0), tokenId, move: 0, from: zeroAddress, to },
    ...{ kind: "mint", block, atSec, hash },
  });
  await context.db.update(batch, { batchId }).set((row) => ({ minted: row.minted + 1 }));
  await gain(context, to);
});

ponder.on("FluxGarment:Transfer", async ({ event, context }) => {
  const { from, to, tokenId } = event.args;
  if (from === zeroAddress) return;
  const atSec = Number(event.block.timestamp);
  const { moves: move } = await context.db
    .update(token, { tokenId })
    .set((row) => ({ owner: to, moves: row.moves + 1, movedAtSec: atSec }));
  await context.db.insert(transfer).values({
    ...{ id: transferId(tokenId, move), tokenId, move, from, to },
    ...{ kind: "transfer", block: Number(event.block.number), atSec, hash: event.transaction.hash },
  });
  await lose(context, from);
  await gain(context, to);
});

// Follows the Transfer of the same move, and says what proved it.
ponder.on("FluxGarment:HandedOver", async ({ event, context }) => {
  const { tokenId, proof } = event.args;
  const row = await context.db.find(token, { tokenId });
  if (!row) throw new Error(`token ${tokenId} was handed over before it was minted`);
  await context.db
    .update(transfer, { id: transferId(tokenId, row.moves) })
    .set({ kind: "handover", proof: proof === 0 ? "tag" : "attestation" });
});

ponder.on("FluxGarment:TagReplaced", async ({ event, context }) => {
  const { tokenId, newTagHash } = event.args;
  const row = await context.db.find(token, { tokenId });
  if (!row) throw new Error(`token ${tokenId} got a new tag before it was minted`);
  await context.db.update(tag, { tagHash: row.tagHash }).set({ retired: true });
  await context.db
    .insert(tag)
    .values({ tagHash: newTagHash, tokenId, retired: false, boundAtSec: Number(event.block.timestamp) });
  await context.db.update(token, { tokenId }).set({ tagHash: newTagHash });
});

function transferId(tokenId: bigint, move: number) {
  return `${tokenId}-${move}`;
}

async function gain({ db }: Context, address: Address) {
  await db
    .insert(holder)
    .values({ address, garments: 1 })
    .onConflictDoUpdate((row) => ({ garments: row.garments + 1 }));
}

// Whoever has none left keeps a row: of all writes only a delete asks the database at once, a few milliseconds each.
async function lose({ db }: Context, address: Address) {
  await db.update(holder, { address }).set((row) => ({ garments: row.garments - 1 }));
}
