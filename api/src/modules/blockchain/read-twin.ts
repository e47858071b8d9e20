import { tokenIdOf } from "@flux/contracts";
import { asc, eq } from "drizzle-orm";
import { batch, readIndexerProgress, transfer } from "../../db/chain.ts";
import type { Deps } from "../../deps.ts";
import { lastTapOf } from "../nfc/queries.ts";
import { findTwins } from "../twins/find-twins.ts";
import { blockchainErrors } from "./errors.ts";

/** All that is known of one garment, for anybody to see. Throws `garment_not_found`. */
export async function readTwin({ db, chain }: Deps, place: { batchId: number; serial: number } | null) {
  if (!place) throw blockchainErrors.garment_not_found();
  // First: what is read after it is at least as new as it says.
  const asOf = await readIndexerProgress(db);
  const [twin] = await findTwins(db, [tokenIdOf(place.batchId, place.serial)]);
  if (!twin) throw blockchainErrors.garment_not_found();
  const { garment, tokenId } = twin;
  const [history, [edition], lastTap] = await Promise.all([
    db.select().from(transfer).where(eq(transfer.tokenId, tokenId)).orderBy(asc(transfer.move)),
    db.select().from(batch).where(eq(batch.batchId, garment.batchId)),
    lastTapOf(db, garment.id),
  ]);
  const contract = { chainId: chain.id, address: chain.contracts.FluxGarment };
  return { ...twin, history, edition: edition ?? null, lastTap, asOf, contract };
}
export type FullTwin = Awaited<ReturnType<typeof readTwin>>;
