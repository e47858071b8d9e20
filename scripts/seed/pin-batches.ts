import { readFile } from "node:fs/promises";
import { tokenIdOf } from "@flux/contracts";
import { eq, isNull } from "drizzle-orm";
import type { IpfsFile } from "../../api/src/adapters/ipfs/ipfs.ts";
import { editionOf } from "../../api/src/modules/orders/edition.ts";
import { batches } from "../../api/src/modules/stock/tables.ts";
import type { CatalogueProduct } from "../catalogue.ts";
import type { Seed } from "./open-seed.ts";
import { piecesOf, runs, variantsOf } from "./pieces.ts";

/** Pins a folder of metadata for every batch, `<serial>.json` in it, and one picture for all of them. */
export async function pinBatches({ db, env, say }: Seed) {
  const unpinned = await db.select({ id: batches.id }).from(batches).where(isNull(batches.uri));
  const due = runs.filter((run) => unpinned.some((batch) => batch.id === run.batchId));
  if (due.length === 0) return;
  const { createPinata } = await import("../../api/src/adapters/ipfs/pinata.ts");
  const ipfs = createPinata(env);
  for (const { batchId, product } of due) {
    const picture = await readFile(
      new URL(`../../web/public/products/${product.slug}-front-1200.webp`, import.meta.url),
    );
    const image = await ipfs.pinFile({ path: `${product.slug}.webp`, content: picture, type: "image/webp" });
    const uri = await ipfs.pinFolder(
      `batch-${batchId}`,
      metadataOf({ batchId, product, image, webUrl: env.WEB_URL }),
    );
    await db.update(batches).set({ uri }).where(eq(batches.id, batchId));
  }
  say(`metadata of ${due.length} batches pinned`);
}

type Run = { batchId: number; product: CatalogueProduct; image: string; webUrl: string };

/** ERC-721 metadata with OpenSea's attributes, a file a garment. */
function metadataOf({ batchId, product, image, webUrl }: Run): IpfsFile[] {
  const variants = new Map(variantsOf(product).map((variant) => [variant.sku, variant]));
  return piecesOf(product).map(({ serial, sku }) => {
    const variant = variants.get(sku);
    const metadata = {
      name: `${product.name} ${editionOf({ serial, cap: product.cap })}`,
      description: `${product.tagline} ${product.description}`,
      image,
      external_url: `${webUrl}/garments/${tokenIdOf(batchId, serial)}`,
      attributes: [
        { trait_type: "Batch", value: batchId },
        { trait_type: "Serial", value: serial, max_value: product.cap },
        { trait_type: "Size", value: variant?.size },
        { trait_type: "Colour", value: variant?.color },
        ...(product.collection ? [{ trait_type: "Collection", value: product.collection }] : []),
      ],
    };
    return { path: `${serial}.json`, content: JSON.stringify(metadata), type: "application/json" };
  });
}
