import type { Ipfs, IpfsFile } from "../../adapters/ipfs/ipfs.ts";
import { jsonFile } from "../../adapters/ipfs/json-file.ts";
import type { Deps } from "../../deps.ts";
import { pinFolder } from "../pins/pin-folder.ts";
import { findBatch, garmentsOfBatch } from "../stock/queries.ts";
import { recordBatchUri } from "../stock/record-batch-uri.ts";
import { assertPicture } from "./assert-picture.ts";
import { productErrors } from "./errors.ts";
import { findProductById } from "./queries.ts";
import { twinMetadataOf } from "./twin-metadata.ts";

type PinDeps = Pick<Deps, "db"> & { ipfs: Ipfs; env: Pick<Deps["env"], "WEB_URL"> };
type PinBatchMetadata = {
  batchId: number;
  /** What every twin of the batch is shown by: a PNG or JPEG. */
  picture: IpfsFile;
};

/**
 * Pins a folder of metadata for a batch, `<serial>.json` in it, and one with a picture for all of them; the batch can be
 * opened on chain then. Returns the folder's address. Safe to repeat. Throws `batch_not_found`, `batch_not_tagged` as long
 * as it is not known which variant each serial is, `picture_not_for_wallets`, and WrongCidError.
 */
export async function pinBatchMetadata({ db, ipfs, env }: PinDeps, { batchId, picture }: PinBatchMetadata) {
  const batch = await findBatch(db, batchId);
  const product = batch && (await findProductById(db, batch.productId));
  if (!batch || !product) throw productErrors.batch_not_found({ batchId });
  const garments = await garmentsOfBatch(db, batchId);
  const { cap } = batch;
  if (garments.length < cap) throw productErrors.batch_not_tagged({ batchId, cap, tagged: garments.length });
  assertPicture(picture);

  const pictures = await pinFolder({ db, ipfs }, { name: `pictures of batch-${batchId}`, files: [picture] });
  const image = `ipfs://${pictures}/${picture.path}`;
  const variantOf = new Map(product.variants.map((variant) => [variant.id, variant]));
  const files = garments.map(({ serial, variantId }) => {
    const variant = variantOf.get(variantId);
    // A foreign key holds the garment's variant, but not that it is this product's.
    if (!variant) throw productErrors.batch_not_of_product({ batchId, serial });
    return jsonFile(
      `${serial}.json`,
      twinMetadataOf({ batchId, serial, cap, product, variant, image, webUrl: env.WEB_URL }),
    );
  });
  const uri = `ipfs://${await pinFolder({ db, ipfs }, { name: `batch-${batchId}`, files })}`;
  await recordBatchUri({ db }, { batchId, uri });
  return { uri };
}
