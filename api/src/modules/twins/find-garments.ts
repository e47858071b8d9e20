import { and, eq, inArray, or } from "drizzle-orm";
import type { Address, Hex } from "viem";
import type { Db, Tx } from "../../db/client.ts";
import { variantsForSale } from "../products/queries.ts";
import { garmentRows } from "../stock/queries.ts";

/** A garment as its twin shows it: which piece it is, of what, and which tag is sewn into it. */
function twinOf(db: Db | Tx) {
  const garment = garmentRows(db);
  const sold = variantsForSale(db);
  const query = db
    .select({
      id: garment.id,
      batchId: garment.batchId,
      serial: garment.serial,
      cap: garment.cap,
      tagHash: garment.tagHash,
      chipAddress: garment.chipAddress,
      chipPk2Address: garment.chipPk2Address,
      product: {
        id: sold.productId,
        slug: sold.slug,
        name: sold.name,
        images: sold.images,
        size: sold.size,
        color: sold.color,
        colorHex: sold.colorHex,
      },
    })
    .from(garment)
    .innerJoin(sold, eq(sold.variantId, garment.variantId))
    .$dynamic();
  return { garment, query };
}
export type TwinGarment = Awaited<ReturnType<typeof twinOf>["query"]>[number];

/** The garments of these places, in no order. */
export async function findGarments(db: Db | Tx, places: { batchId: number; serial: number }[]) {
  if (places.length === 0) return [];
  const { garment, query } = twinOf(db);
  return query.where(
    or(...places.map(({ batchId, serial }) => and(eq(garment.batchId, batchId), eq(garment.serial, serial)))),
  );
}

/** The garment with a chip that has one of these addresses, for either of its keys. */
export async function findGarmentByChip(db: Db, addresses: Address[]) {
  if (addresses.length === 0) return undefined;
  const written = addresses.map((address): Hex => `0x${address.slice(2).toLowerCase()}`);
  const { garment, query } = twinOf(db);
  const [found] = await query.where(
    or(inArray(garment.chipAddress, written), inArray(garment.chipPk2Address, written)),
  );
  return found;
}
