import { and, eq, inArray, or } from "drizzle-orm";
import type { Address, Hex } from "viem";
import type { Db } from "../../db/client.ts";
import { variantsForSale } from "../products/queries.ts";
import { batches, garments } from "./tables.ts";

/** A garment as its twin shows it: which piece it is, of what, and which tag is sewn into it. */
function twinOf(db: Db) {
  const sold = variantsForSale(db);
  return db
    .select({
      id: garments.id,
      batchId: garments.batchId,
      serial: garments.serial,
      cap: batches.cap,
      tagHash: garments.tagHash,
      chipAddress: garments.chipAddress,
      chipPk2Address: garments.chipPk2Address,
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
    .from(garments)
    .innerJoin(batches, eq(batches.id, garments.batchId))
    .innerJoin(sold, eq(sold.variantId, garments.variantId))
    .$dynamic();
}
export type TwinGarment = Awaited<ReturnType<typeof twinOf>>[number];

/** The garments of these places, in no order. */
export async function findGarments(db: Db, places: { batchId: number; serial: number }[]) {
  if (places.length === 0) return [];
  return twinOf(db).where(
    or(
      ...places.map(({ batchId, serial }) => and(eq(garments.batchId, batchId), eq(garments.serial, serial))),
    ),
  );
}

/** The garment with a chip that has one of these addresses, for either of its keys. */
export async function findGarmentByChip(db: Db, addresses: Address[]) {
  if (addresses.length === 0) return undefined;
  const written = addresses.map((address): Hex => `0x${address.slice(2).toLowerCase()}`);
  const [garment] = await twinOf(db).where(
    or(inArray(garments.chipAddress, written), inArray(garments.chipPk2Address, written)),
  );
  return garment;
}
