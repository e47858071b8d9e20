import { ponder } from "ponder:registry";
import { ballot, batch, batchChange, decision, design, handover, tag, token, transfer } from "ponder:schema";

ponder.on("FluxGarment:BatchOpened", async ({ event, context }) => {
  const { batchId, cap, uri } = event.args;
  await context.db.insert(batch).values({ batchId: Number(batchId), cap, uri });
});

ponder.on("FluxGarment:BatchCapLowered", async ({ event, context }) => {
  await context.db.insert(batchChange).values({ id: event.id, batchId: Number(event.args.batchId) });
});

ponder.on("FluxGarment:BatchVaulted", async ({ event, context }) => {
  await context.db.insert(batchChange).values({ id: event.id, batchId: Number(event.args.batchId) });
});

ponder.on("FluxGarment:BatchMetadataUpdated", async ({ event, context }) => {
  await context.db.insert(batchChange).values({ id: event.id, batchId: Number(event.args.batchId) });
});

ponder.on("FluxGarment:GarmentMinted", async ({ event, context }) => {
  const { tokenId, to, tagHash, orderRef } = event.args;
  await context.db.insert(token).values({ tokenId, owner: to, tagHash, orderRef });
});

ponder.on("FluxGarment:Transfer", async ({ event, context }) => {
  const { from, to, tokenId } = event.args;
  await context.db.insert(transfer).values({ id: event.id, tokenId, from, to });
});

ponder.on("FluxGarment:HandedOver", async ({ event, context }) => {
  await context.db.insert(handover).values({ id: event.id, tokenId: event.args.tokenId });
});

ponder.on("FluxGarment:TagReplaced", async ({ event, context }) => {
  const { tokenId, newTagHash } = event.args;
  await context.db.insert(tag).values({ tagHash: newTagHash, tokenId });
});

ponder.on("FluxVoting:DesignOpened", async ({ event, context }) => {
  const { designId, uri } = event.args;
  await context.db.insert(design).values({ designId, uri });
});

ponder.on("FluxVoting:DesignDecided", async ({ event, context }) => {
  const { designId, approved } = event.args;
  await context.db.insert(decision).values({ designId, approved });
});

ponder.on("FluxVoting:VoteCast", async ({ event, context }) => {
  const { designId, voter, tokenIds } = event.args;
  await context.db
    .insert(ballot)
    .values(tokenIds.map((tokenId) => ({ id: `${designId}-${tokenId}`, designId, tokenId, voter })));
});
