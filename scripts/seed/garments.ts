import { tagHashOfChip } from "@flux/contracts";
import { eq } from "drizzle-orm";
import type { Address } from "viem";
import type { Db } from "../../api/src/db/client.ts";
import { batches, garments } from "../../api/src/modules/garments/tables.ts";
import type { CatalogueProduct } from "../catalogue.ts";
import { skuOf, variantIdsBySku } from "./products.ts";

type Sewing = { product: CatalogueProduct; productId: string; batchId: number; chipsUrl: string };
type Chip = { address: Address; pk2Address: Address; serial: number };

/** Gives every piece of a batch its serial, its variant and a chip of the encoding station. False when all have them. */
export async function sewGarments(
  db: Db,
  { product, productId, batchId, chipsUrl }: Sewing,
): Promise<boolean> {
  await db.insert(batches).values({ id: batchId, productId, cap: product.cap }).onConflictDoNothing();
  if ((await db.$count(garments, eq(garments.batchId, batchId))) >= product.cap) return false;

  const variants = new Map((await variantIdsBySku(db, productId)).map(({ sku, id }) => [sku, id]));
  const skus = shareOut(product);
  const chips = await encodeChips(chipsUrl, product, batchId);
  await db
    .insert(garments)
    .values(
      chips.map(({ serial, address, pk2Address }) => ({
        batchId,
        serial,
        variantId: variants.get(skus[serial - 1] ?? "") ?? "",
        tagHash: tagHashOfChip(address),
        chipAddress: lower(address),
        chipPk2Address: lower(pk2Address),
      })),
    )
    .onConflictDoNothing();
  return true;
}

async function encodeChips(
  chipsUrl: string,
  { name, cap }: CatalogueProduct,
  batch: number,
): Promise<Chip[]> {
  const body = Array.from({ length: cap }, (_, index) => ({ batch, serial: index + 1, label: name }));
  const response = await fetch(`${chipsUrl}/chips`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`the encoding station answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Chip[];
}

/** Which variant each serial is: sizes by their share, spread over the batch so that no size has all the low numbers. */
function shareOut({ slug, sizes, colors, cap }: CatalogueProduct): string[] {
  const shares = Object.entries(sizes).flatMap(([size, share]) =>
    colors.map((color) => ({ sku: skuOf(slug, color.sku, size), share, given: 0 })),
  );
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  return Array.from({ length: cap }, (_, index) => {
    // The one that is furthest behind its share is next (largest remainder, step by step).
    const behind = (s: (typeof shares)[number]) => ((index + 1) * s.share) / total - s.given;
    const next = shares.reduce((best, s) => (behind(s) > behind(best) ? s : best));
    next.given += 1;
    return next.sku;
  });
}

function lower(address: Address) {
  return address.toLowerCase() as Address;
}
