import * as views from "@flux/api/chain-views";
import { connect } from "@flux/api/db";
import { afterAll, expect, test } from "vitest";
import { startChain } from "../../test/harness/chain.ts";
import { createDatabase } from "../../test/harness/database.ts";
import { asha, deployFlux } from "../../test/harness/flux-on-chain.ts";
import { reportRecoveries } from "../../test/harness/report-recoveries.ts";
import { seeded } from "../../test/harness/seeded.ts";
import { startIndexer } from "../../test/harness/start-indexer.ts";
import { untilViewsContain } from "../../test/harness/until-views-contain.ts";
import { actByChance } from "./act-by-chance.ts";
import { byFirst, readFacts } from "./read-facts.ts";

// `npm run test:faults` sets more: a hundred.
const reorgs = Number(process.env.FLUX_REORGS ?? 6);
/** Ponder calls a block of this chain final when 30 to 60 others follow: the deepest take back what it does not. */
const deepest = 40;

const [database, chain] = await Promise.all([createDatabase(), startChain()]);
const { db, pool } = connect(database.url);
const flux = await deployFlux(chain.rpcUrl);
const world = { databaseUrl: database.url, rpcUrl: chain.rpcUrl, deployment: flux.deployment };
await flux.openBatch(1, 999_999);
await flux.chain.mine({ blocks: deepest + 30 });
let indexer = await startIndexer(world);
let ended = indexer.ended().then(() => "ended" as const);
let rebuilds = 0;
await indexer.ready();

afterAll(async () => {
  await indexer.stop("SIGKILL");
  await pool.end();
  await Promise.all([chain.close(), database.drop()]);
});

/** Starts the indexer again when it ends, as the supervisor does. */
async function untilShown(block: bigint) {
  for (;;) {
    const shown = untilViewsContain(db, block).then(() => "shown" as const);
    shown.catch(() => {});
    if ((await Promise.race([shown, ended])) === "shown") return;
    await indexer.stop();
    indexer = await startIndexer(world);
    ended = indexer.ended().then(() => "ended" as const);
    rebuilds += 1;
  }
}

async function readViews() {
  const { batch, token, tag, transfer, design, ballot, holder } = views;
  return {
    batches: (await db.select().from(batch))
      .map((b) => [b.batchId, b.cap, b.minted, b.vaulted])
      .sort(byFirst),
    tokens: (await db.select().from(token))
      .map((t) => [String(t.tokenId), t.owner, t.moves, t.tagHash])
      .sort(byFirst),
    tags: (await db.select().from(tag)).map((t) => [t.tagHash, String(t.tokenId), t.retired]).sort(byFirst),
    moves: (await db.select().from(transfer)).map((t) => [t.id, t.from, t.to, t.block, t.hash]).sort(byFirst),
    designs: (await db.select().from(design))
      .map((d) => [String(d.designId), d.votes, d.decided, d.approved])
      .sort(byFirst),
    ballots: (await db.select().from(ballot)).map((b) => [b.id, b.voter, b.block]).sort(byFirst),
    holders: (await db.select().from(holder))
      .filter(({ garments }) => garments > 0)
      .map((h) => [h.address, h.garments])
      .sort(byFirst),
  };
}

test(
  `after each of ${reorgs} reorganisations of 1 to ${deepest} blocks the views are what the chain is`,
  async () => {
    const chance = seeded("reorganisations of the views");
    const act = actByChance(flux, chance);
    const tookMs: number[] = [];
    let movesSeen = 0;
    for (let reorg = 1; reorg <= reorgs; reorg += 1) {
      for (let acts = chance.between(5, 15); acts > 0; acts -= 1) await act();
      // Half of the time the indexer knows all of what is taken back, else it is in the middle of it.
      if (chance.oneIn(2)) await untilShown(await flux.chain.getBlockNumber({ cacheTime: 0 }));
      await flux.reorg(chance.between(1, chance.oneIn(2) ? 8 : deepest));
      const goneMs = performance.now();
      for (let acts = chance.between(0, 5); acts > 0; acts -= 1) await act();
      // Of a block that has no successor nobody hears that it took another's place.
      await flux.mint(1, 900_000 + reorg, asha.address);
      await untilShown(await flux.chain.getBlockNumber({ cacheTime: 0 }));
      const facts = await readFacts(world);
      expect(await readViews(), `reorganisation ${reorg}`).toEqual(facts);
      tookMs.push(performance.now() - goneMs);
      movesSeen += facts.moves.length;
    }
    expect(movesSeen).toBeGreaterThan(reorgs);
    reportRecoveries("viewsAfterReorgs", tookMs);
    console.log(`${rebuilds} of them were deeper than what Ponder takes back: all was read anew`);
  },
  reorgs * 120_000,
);
