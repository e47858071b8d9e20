import { ponder } from "ponder:registry";
import { ballot, design } from "ponder:schema";

ponder.on("FluxVoting:DesignOpened", async ({ event, context }) => {
  const { designId, opensAt, closesAt, uri } = event.args;
  await context.db.insert(design).values({
    designId,
    opensAtSec: opensAt,
    closesAtSec: closesAt,
    uri,
    decided: false,
    approved: false,
    votes: 0,
    openedBlock: Number(event.block.number),
  });
});

ponder.on("FluxVoting:VoteCast", async ({ event, context }) => {
  const { designId, voter, tokenIds } = event.args;
  await context.db.insert(ballot).values(
    tokenIds.map((tokenId) => ({
      id: `${designId}-${tokenId}`,
      designId,
      tokenId,
      voter,
      block: Number(event.block.number),
      atSec: Number(event.block.timestamp),
      hash: event.transaction.hash,
    })),
  );
  await context.db.update(design, { designId }).set((row) => ({ votes: row.votes + tokenIds.length }));
});

ponder.on("FluxVoting:DesignDecided", async ({ event, context }) => {
  const { designId, approved } = event.args;
  await context.db.update(design, { designId }).set({ decided: true, approved });
});
