import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fluxGarmentAbi } from "@flux/contracts";
import { asc, eq } from "drizzle-orm";
import type { Ipfs } from "../../api/src/adapters/ipfs/ipfs.ts";
import type { Deps } from "../../api/src/deps.ts";
import { batches, garments } from "../../api/src/modules/garments/tables.ts";
import { productVariants } from "../../api/src/modules/products/tables.ts";
import type { CatalogueProduct } from "../catalogue.ts";
import { root } from "../flux/home.ts";
import type { Curator } from "./curator.ts";

type OpenBatch = { ipfs: Ipfs; curator: Curator; product: CatalogueProduct; batchId: number };

/** Pins a batch's metadata and opens it on chain. False when it is open. */
export async function openBatch(
  { db, chain }: Deps,
  { ipfs, curator, product, batchId }: OpenBatch,
): Promise<boolean> {
  const [batch] = await db.select({ uri: batches.uri }).from(batches).where(eq(batches.id, batchId));
  const address = chain.contracts.FluxGarment;
  const onChain = await chain.client
    .readContract({ address, abi: fluxGarmentAbi, functionName: "batchOf", args: [BigInt(batchId)] })
    .catch(() => null);
  if (batch?.uri && onChain && onChain.cap > 0) return false;

  const uri = batch?.uri ?? (await pinMetadata(db, ipfs, product, batchId));
  await db.update(batches).set({ uri }).where(eq(batches.id, batchId));
  if (!onChain || onChain.cap === 0) {
    const args = [BigInt(batchId), product.cap, uri];
    await curator({ address, abi: fluxGarmentAbi, functionName: "openBatch", args });
  }
  return true;
}

/** One folder a batch, `<serial>.json` each (ERC-721 metadata), and the picture they share. */
async function pinMetadata(db: Deps["db"], ipfs: Ipfs, product: CatalogueProduct, batchId: number) {
  const picture = readFileSync(join(root, "web/public/products", `${product.slug}-front-1200.webp`));
  const image = await ipfs.pinFile({
    path: `${product.slug}-front.webp`,
    content: picture,
    type: "image/webp",
  });
  const pieces = await db
    .select({ serial: garments.serial, size: productVariants.size, color: productVariants.color })
    .from(garments)
    .innerJoin(productVariants, eq(productVariants.id, garments.variantId))
    .where(eq(garments.batchId, batchId))
    .orderBy(asc(garments.serial));
  const digits = String(product.cap).length;
  const files = pieces.map(({ serial, size, color }) => ({
    path: `${serial}.json`,
    type: "application/json",
    content: JSON.stringify({
      name: `${product.name} ${String(serial).padStart(digits, "0")}/${product.cap}`,
      description: product.description,
      image,
      attributes: [
        { trait_type: "Batch", value: batchId },
        { trait_type: "Serial", value: serial },
        { trait_type: "Size", value: size },
        { trait_type: "Colour", value: color },
        { trait_type: "Material", value: product.details.material },
      ],
    }),
  }));
  return ipfs.pinFolder(`batch-${batchId}`, files);
}
