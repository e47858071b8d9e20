import * as views from "@flux/api/chain-views";
import { connect } from "@flux/api/db";
import { tagHashOfChip, tokenIdOf } from "@flux/contracts";
import { keccak256, toHex, zeroAddress } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChain } from "../../test/harness/chain.ts";
import { createDatabase } from "../../test/harness/database.ts";
import { asha, deployFlux, newChip, ravi } from "../../test/harness/flux-on-chain.ts";
import { startIndexer } from "../../test/harness/start-indexer.ts";
import { untilViewsContain } from "../../test/harness/until-views-contain.ts";

const { batch, token, tag, transfer, design, ballot, holder } = views;
const [database, chain] = await Promise.all([createDatabase(), startChain()]);
const { db, pool } = connect(database.url);
const flux = await deployFlux(chain.rpcUrl);
const indexer = await startIndexer({ databaseUrl: database.url, ...chain, deployment: flux.deployment });

const lower = (text: string) => text.toLowerCase();
const rowsOf = async <Row extends { tokenId: bigint }>(rows: Promise<Row[]>, tokenId: bigint) =>
  (await rows).filter((row) => row.tokenId === tokenId);
const tokenRow = async (id: bigint) => (await rowsOf(db.select().from(token).execute(), id))[0];
const tagsOf = (id: bigint) => rowsOf(db.select().from(tag).orderBy(tag.retired).execute(), id);
const wayOf = (id: bigint) => rowsOf(db.select().from(transfer).orderBy(transfer.move).execute(), id);
const batchRow = async (id: number) => (await db.select().from(batch)).find(({ batchId }) => batchId === id);

/** Waits until the views contain everything that is on the chain now. */
const indexed = async () => untilViewsContain(db, await flux.chain.getBlockNumber({ cacheTime: 0 }));

beforeAll(async () => {
  // Some of what follows is read from the chain's past, the rest as it happens.
  await flux.openBatch(7, 5);
  await flux.openBatch(8);
  await indexer.ready();
  await indexed();
});

test("an opened batch is a row with its block's time, and its changes follow", async () => {
  expect(await batchRow(8)).toMatchObject({ cap: 100, minted: 0, vaulted: false, uri: "ipfs://batch-8" });
  const { chain, onGarment, mined } = flux;
  await mined(await chain.writeContract({ ...onGarment, functionName: "lowerCap", args: [8n, 40] }));
  await mined(
    await chain.writeContract({ ...onGarment, functionName: "updateMetadata", args: [8n, "ipfs://better"] }),
  );
  await mined(await chain.writeContract({ ...onGarment, functionName: "vaultBatch", args: [8n] }));
  await indexed();
  const row = await batchRow(8);
  expect(row).toMatchObject({ cap: 40, uri: "ipfs://better", vaulted: true });
  const opened = await flux.chain.getBlock({ blockNumber: BigInt(row?.openedBlock ?? 0) });
  expect(row?.openedAtSec).toBe(Number(opened.timestamp));
  const vaulted = await flux.chain.getBlock({ blockNumber: BigInt(row?.vaultedBlock ?? 0) });
  expect(row?.vaultedAtSec).toBe(Number(vaulted.timestamp));
  expect(row?.vaultedBlock).toBeGreaterThan(row?.openedBlock ?? 0);
});

test("a minted garment has an owner, a tag, a first transfer and a holder, and counts in its batch", async () => {
  const chip = newChip();
  const { transactionHash, blockNumber } = await flux.mint(7, 1, asha.address, chip);
  await indexed();
  const tokenId = tokenIdOf(7, 1);
  const row = await tokenRow(tokenId);
  expect(row).toEqual({
    tokenId,
    batchId: 7,
    serial: 1,
    owner: lower(asha.address),
    tagHash: tagHashOfChip(chip.address),
    orderRef: keccak256(toHex(1)),
    mintedAtSec: Number((await flux.chain.getBlock({ blockNumber })).timestamp),
    mintedBlock: Number(blockNumber),
    mintHash: transactionHash,
    moves: 0,
    movedAtSec: null,
  });
  expect(await tagsOf(tokenId)).toMatchObject([{ tagHash: row?.tagHash, retired: false }]);
  expect(await wayOf(tokenId)).toMatchObject([
    { id: `${tokenId}-0`, move: 0, kind: "mint", from: zeroAddress, to: lower(asha.address), proof: null },
  ]);
  expect(await db.select().from(holder)).toEqual([{ address: lower(asha.address), garments: 1 }]);
  expect(await batchRow(7)).toMatchObject({ minted: 1 });
});

test("a garment's way is its mint, its transfers and its handovers in order, each with its proof", async () => {
  const chip = newChip();
  const tokenId = tokenIdOf(7, 2);
  await flux.mint(7, 2, asha.address, chip);
  await flux.transfer(asha, ravi.address, tokenId);
  await flux.transfer(ravi, ravi.address, tokenId);
  await flux.handover(ravi, asha.address, tokenId, chip);
  await indexed();
  expect(await wayOf(tokenId)).toMatchObject([
    { move: 0, kind: "mint", to: lower(asha.address) },
    { move: 1, kind: "transfer", from: lower(asha.address), to: lower(ravi.address), proof: null },
    { move: 2, kind: "transfer", from: lower(ravi.address), to: lower(ravi.address) },
    { move: 3, kind: "handover", from: lower(ravi.address), to: lower(asha.address), proof: "tag" },
  ]);
  const row = await tokenRow(tokenId);
  expect(row).toMatchObject({ owner: lower(asha.address), moves: 3 });
  expect(row?.movedAtSec).toBe(Number((await flux.chain.getBlock()).timestamp));
  expect(await db.select().from(holder).orderBy(holder.garments)).toEqual([
    { address: lower(ravi.address), garments: 0 },
    { address: lower(asha.address), garments: 2 },
  ]);
});

test("a replaced tag stays as a retired one", async () => {
  const tokenId = tokenIdOf(7, 1);
  const before = await tokenRow(tokenId);
  const chip = newChip();
  await flux.retag(tokenId, chip);
  await indexed();
  expect(await tagsOf(tokenId)).toMatchObject([
    { tagHash: tagHashOfChip(chip.address), retired: false },
    { tagHash: before?.tagHash, retired: true },
  ]);
});

test("each garment of a ballot is a vote, and the design counts them", async () => {
  const tokenIds = [tokenIdOf(7, 1), tokenIdOf(7, 3)];
  const forEver = 2n ** 64n - 1n;
  await flux.mined(
    await flux.chain.writeContract({
      ...flux.onVoting,
      functionName: "openDesign",
      args: [2n ** 256n - 1n, 0n, forEver, "ipfs://for-ever"],
    }),
  );
  await flux.openDesign(3n);
  await flux.mint(7, 3, asha.address);
  await flux.vote(asha, 3n, tokenIds);
  await indexed();
  expect(await db.select().from(design).orderBy(design.designId)).toMatchObject([
    { designId: 3n, votes: 2, decided: false, approved: false, uri: "ipfs://design-3" },
    { designId: 2n ** 256n - 1n, votes: 0, closesAtSec: forEver },
  ]);
  const cast = await db.select().from(ballot).orderBy(ballot.tokenId);
  expect(cast).toMatchObject(
    tokenIds.map((tokenId) => ({ id: `3-${tokenId}`, designId: 3n, tokenId, voter: lower(asha.address) })),
  );
});

test("a reorganised block leaves no row behind, and what replaced it is there", async () => {
  const before = await db.select().from(token);
  await flux.mint(7, 4, ravi.address);
  await flux.transfer(asha, ravi.address, tokenIdOf(7, 1));
  await indexed();
  expect(await db.select().from(token)).toHaveLength(before.length + 1);

  await flux.reorg(2);
  await flux.mint(7, 5, ravi.address);
  await indexed();
  const after = await db.select().from(token).orderBy(token.tokenId);
  expect(after.map(({ serial, owner }) => [serial, owner])).toEqual([
    [1, lower(asha.address)],
    [2, lower(asha.address)],
    [3, lower(asha.address)],
    [5, lower(ravi.address)],
  ]);
  expect(await db.select().from(holder).orderBy(holder.garments)).toEqual([
    { address: lower(ravi.address), garments: 1 },
    { address: lower(asha.address), garments: 3 },
  ]);
  expect(await batchRow(7)).toMatchObject({ minted: 4 });
});

afterAll(async () => {
  await indexer.stop();
  await pool.end();
  await Promise.all([chain.close(), database.drop()]);
});
