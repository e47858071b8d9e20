import { readIndexerProgress, token, transfer } from "@flux/api/chain-views";
import { connect } from "@flux/api/db";
import { afterAll, expect, test } from "vitest";
import { startChain } from "../../test/harness/chain.ts";
import { createDatabase } from "../../test/harness/database.ts";
import { asha, deployFlux, type FluxOnChain, ravi } from "../../test/harness/flux-on-chain.ts";
import { startIndexer } from "../../test/harness/start-indexer.ts";
import { untilViewsContain } from "../../test/harness/until-views-contain.ts";
import { prepareIndexer } from "../start/prepare.ts";

const [database, firstChain] = await Promise.all([createDatabase(), startChain()]);
let chain = firstChain;
const { db, pool } = connect(database.url);
let flux = await deployFlux(chain.rpcUrl);
let indexer: Awaited<ReturnType<typeof startIndexer>>;

const start = async () => {
  indexer = await startIndexer({
    databaseUrl: database.url,
    rpcUrl: chain.rpcUrl,
    deployment: flux.deployment,
  });
  const head = await flux.chain.getBlockNumber({ cacheTime: 0 });
  await indexer.ready();
  await untilViewsContain(db, head);
};
const garmentsShown = () => db.$count(token).catch(() => -1);
const builds = async () => {
  const { rows } = await pool.query<{ name: string }>(
    "select nspname as name from pg_namespace where nspname like 'indexer\\_%'",
  );
  return rows.map(({ name }) => name);
};

async function mintMany({ openBatch, mint }: FluxOnChain, count: number) {
  await openBatch(1, 1_000);
  for (let serial = 1; serial <= count; serial++) await mint(1, serial, asha.address);
}

afterAll(async () => {
  await indexer.stop("SIGKILL");
  await pool.end();
  await Promise.all([chain.close(), database.drop()]);
});

// More than Ponder's 30 unfinalized blocks, so that a restart rolls some of them back.
const minted = 45;

test("a second indexer on the same database is refused", async () => {
  await mintMany(flux, minted);
  await start();
  await expect(prepareIndexer(indexer.options)).rejects.toThrow(
    "Another indexer is at work on this database",
  );
});

// On a chain that stood still since the last start, /status names the old head while Ponder's tables are rolled back.
for (const [signal, moves] of [
  ["SIGTERM", 0],
  ["SIGKILL", 1],
] as const) {
  test(`after ${signal} the indexer starts without waiting for its lock, and no page saw a garment fewer`, async () => {
    if (moves > 0) {
      const { blockNumber } = await flux.transfer(asha, ravi.address, 1_000_001n);
      await untilViewsContain(db, blockNumber);
    }
    expect(await db.$count(transfer)).toBe(minted + moves);
    const before = await readIndexerProgress(db);
    await indexer.stop(signal);

    let watching = true;
    const seen: number[] = [];
    const watch = (async () => {
      while (watching) {
        seen.push(await garmentsShown(), (await readIndexerProgress(db))?.block ?? -1);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    await start();
    watching = false;
    await watch;

    expect(Math.min(...seen.filter((_, i) => i % 2 === 0))).toBe(minted);
    expect(Math.min(...seen.filter((_, i) => i % 2 === 1))).toBe(before?.block);
    expect(await db.$count(transfer)).toBe(minted + moves);
    expect(indexer.log()).not.toContain("Schema is locked");
  });
}

test("a chain that was reset is noticed: nothing of the old one is left, whatever the addresses", async () => {
  const { deployment: old } = flux;
  await indexer.stop();
  await chain.close();
  chain = await startChain();
  flux = await deployFlux(chain.rpcUrl);
  expect(flux.deployment.FluxGarment).toBe(old.FluxGarment);
  // As if nobody had told: the same contracts, the same schema name, another chain.
  flux.deployment.genesisHash = old.genesisHash;
  await mintMany(flux, 3);

  await start();
  expect((await db.select().from(token)).map(({ serial }) => serial).sort()).toEqual([1, 2, 3]);
  expect(await db.$count(transfer)).toBe(3);
});

test("a reorganisation deeper than what Ponder takes back ends the indexer, and the next start reads the chain anew", async () => {
  let serial = 4;
  const mintNext = () => flux.mint(1, serial++, asha.address);
  while (serial <= 75) await mintNext();
  await untilViewsContain(db, await flux.chain.getBlockNumber({ cacheTime: 0 }));
  const finalized = async () => {
    const { rows } = await pool.query<{ number: string }>("select number from indexer.finalized");
    return Number(rows[0]?.number ?? 0);
  };
  // Ponder calls a block final when twice 30 stand on the last one: another block may be what it waits for.
  const afterAnother = async () => {
    if (serial < 99) await mintNext();
    return finalized();
  };
  await expect.poll(afterAnother, { interval: 500 }).toBeGreaterThan(30);
  const head = Number(await flux.chain.getBlockNumber({ cacheTime: 0 }));
  const depth = head - (await finalized()) + 10;
  expect(depth).toBeLessThan(64);
  await flux.reorg(depth);
  const left = Number(
    (await flux.chain.readContract({ ...flux.onGarment, functionName: "batchOf", args: [1n] })).minted,
  );
  expect(left).toBeLessThan(serial - 1);
  // A block that follows: who listens hears of the other past.
  await flux.mint(1, 100, ravi.address);
  expect(await indexer.ended()).not.toBe(0);

  await start();
  expect(await db.$count(token)).toBe(left + 1);
  expect(await db.$count(transfer)).toBe(left + 1);
});

test("another build takes over in one step and the one before it is dropped", async () => {
  const [before] = await builds();
  const shown = await garmentsShown();
  await indexer.stop();
  flux.deployment.startBlock -= 1;
  await start();
  const after = await builds();
  expect(after).toHaveLength(1);
  expect(after).not.toContain(before);
  expect(await garmentsShown()).toBe(shown);
});
