import { readFile } from "node:fs/promises";
import { cidIn, pathsOfPin } from "@flux/api/pins/queries";
import { pinBatchMetadata } from "@flux/api/products/pin-batch-metadata";
import { findProduct } from "@flux/api/products/queries";
import { openBatch } from "@flux/api/stock/open-batch";
import { openBatchesOnChain } from "@flux/api/stock/open-batches-on-chain";
import { listBatches } from "@flux/api/stock/queries";
import { type ManifestRow, tagGarments } from "@flux/api/stock/tag-garments";
import { walletPictureOf } from "@flux/pictures";
import type { Seed } from "./open-seed.ts";
import { piecesOf, type Run, runs } from "./pieces.ts";

/** As many of a batch as one person may have. */
const perPerson = 10;

/** A batch of each product: opened, a chip in every garment, its metadata pinned, and known to the chain. */
export async function fillBatches(seed: Seed) {
  const { db, say } = seed;
  const batches = new Map((await listBatches(db)).map((batch) => [batch.id, batch]));
  let [tagged, pinned] = [0, 0];
  for (const run of runs) {
    const { batchId, product } = run;
    const batch = batches.get(batchId);
    if (!batch) await openRun(seed, run);
    if ((batch?.tagged ?? 0) < product.cap) tagged += await tagRun(seed, run);
    if (!(await isPinned(seed, batch?.uri))) {
      await pinRun(seed, run);
      pinned += 1;
    }
  }
  if (tagged > 0) say(`${tagged} garments, a chip in each`);
  if (pinned > 0) say(`metadata of ${pinned} batches pinned`);
  const opened = await openBatchesOnChain(seed);
  if (opened.length > 0) say(`${opened.length} batches opened on chain`);
}

/** Also false for a folder of a FLUX that did not keep what it pinned: that one is made anew. */
async function isPinned({ db }: Seed, uri: string | null | undefined) {
  const cid = uri && cidIn(uri);
  return cid ? (await pathsOfPin(db, cid)).length > 0 : false;
}

async function productOf({ db }: Seed, { product: { slug } }: Run) {
  const product = await findProduct(db, slug);
  if (!product) throw new Error(`${slug} is not in the catalogue: its batch has no product`);
  return product;
}

async function openRun(seed: Seed, run: Run) {
  const { id: productId } = await productOf(seed, run);
  const { batchId } = await openBatch(seed, { productId, cap: run.product.cap, perPerson });
  if (batchId !== run.batchId)
    throw new Error(
      `the batch of ${run.product.slug} became ${batchId}: others were opened before the seed's`,
    );
}

/** Lets the station encode a chip for every number of the run and tags the garments by what it answers. */
async function tagRun(seed: Seed, run: Run) {
  const { batchId, product } = run;
  const { variants } = await productOf(seed, run);
  const pieces = piecesOf(product);
  const places = pieces.map(({ serial }) => ({
    ...{ batch: batchId, serial },
    label: `${product.name} ${serial}/${product.cap}`,
  }));
  const chips = await encodeChips(seed.env.CHIPS_URL, places);
  const chipOf = new Map(chips.map((chip) => [chip.serial, chip]));
  const manifest = pieces.map(({ serial, sku }): Partial<ManifestRow> => {
    const chip = chipOf.get(serial);
    return { serial, sku, ...(chip && { chipAddress: chip.address, pk2Address: chip.pk2Address }) };
  });
  const { tagged } = await tagGarments(seed, { batchId, variants, manifest });
  return tagged;
}

type Chip = { serial: number; address: string; pk2Address: string };

async function encodeChips(chipsUrl: string, places: { batch: number; serial: number; label: string }[]) {
  const answer = await fetch(`${chipsUrl}/chips`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(places),
  });
  if (!answer.ok) throw new Error(`the chips station answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Chip[];
}

async function pinRun({ db, env, openIpfs }: Seed, { batchId, product: { slug } }: Run) {
  const content = await readFile(walletPictureOf(slug));
  const picture = { path: `${slug}.jpg`, content, type: "image/jpeg" };
  await pinBatchMetadata({ db, env, ipfs: await openIpfs() }, { batchId, picture });
}
