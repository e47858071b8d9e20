import { tokenIdOf } from "@flux/contracts";
import type { Ipfs, IpfsFile } from "../../adapters/ipfs/ipfs.ts";
import type { Deps } from "../../deps.ts";
import { editionOf } from "../stock/edition.ts";
import { findBatch, garmentsOfBatch } from "../stock/queries.ts";
import { recordBatchUri } from "../stock/record-batch-uri.ts";
import { productErrors } from "./errors.ts";
import { findProductById } from "./queries.ts";

type PinDeps = Pick<Deps, "db"> & { ipfs: Ipfs; env: Pick<Deps["env"], "WEB_URL"> };
type PinBatchMetadata = {
  batchId: number;
  /** What every twin of the batch is shown by. */
  picture: IpfsFile;
};

/**
 * Pins a folder of metadata for a batch, `<serial>.json` in it, and one picture for all of them; the batch can be opened
 * on chain then. Returns the folder's address. Safe to repeat. Throws `batch_not_found`, and `batch_not_tagged`
 * as long as it is not known which variant each serial is.
 */
export async function pinBatchMetadata({ db, ipfs, env }: PinDeps, { batchId, picture }: PinBatchMetadata) {
  const batch = await findBatch(db, batchId);
  const product = batch && (await findProductById(db, batch.productId));
  if (!batch || !product) throw productErrors.batch_not_found({ batchId });
  const garments = await garmentsOfBatch(db, batchId);
  const { cap } = batch;
  if (garments.length < cap) throw productErrors.batch_not_tagged({ batchId, cap, tagged: garments.length });

  const image = await ipfs.pinFile(picture);
  const variantOf = new Map(product.variants.map((variant) => [variant.id, variant]));
  const files = garments.map(({ serial, variantId }): IpfsFile => {
    const variant = variantOf.get(variantId);
    const metadata = {
      name: `${product.name} ${editionOf({ serial, cap })}`,
      description: `${product.tagline} ${product.description}`,
      image,
      external_url: `${env.WEB_URL}/garments/${tokenIdOf(batchId, serial)}`,
      // ERC-721 metadata with OpenSea's attributes.
      attributes: [
        { trait_type: "Batch", value: batchId },
        { trait_type: "Serial", value: serial, max_value: cap },
        { trait_type: "Size", value: variant?.size },
        { trait_type: "Colour", value: variant?.color },
        ...(product.collection ? [{ trait_type: "Collection", value: product.collection }] : []),
      ],
    };
    return { path: `${serial}.json`, content: JSON.stringify(metadata), type: "application/json" };
  });
  const uri = await ipfs.pinFolder(`batch-${batchId}`, files);
  await recordBatchUri({ db }, { batchId, uri });
  return { uri };
}
