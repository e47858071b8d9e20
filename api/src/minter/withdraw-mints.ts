import { and, asc, inArray, ne } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { signedFor } from "./signed-for.ts";
import { mints } from "./tables.ts";

/**
 * Takes the mints of these lines out of the queue, in the transaction that gives their money back. All or none: false, and nothing is
 * changed, when anything was ever signed for one of them or the minter is at it this moment.
 *
 * Why no token can come of one that is gone: the minter stores what it signs before it sends it, in a transaction that puts
 * the requests onto it and throws when one of them has left the queue (attachRequests). Either that transaction was first, and
 * the bytes are found here; or it finds the row missing, and its bytes are thrown away unsent. The row is deleted, not given up:
 * its garment may be sold and minted again.
 */
export async function withdrawMints(tx: Tx, orderItemIds: string[]): Promise<boolean> {
  const alive = and(inArray(mints.orderItemId, orderItemIds), ne(mints.state, "given_up"));
  // Who waits here would wait for a signer's transaction: what it has in its hands is being made.
  const free = await tx
    .select()
    .from(mints)
    .where(alive)
    .orderBy(asc(mints.id))
    .for("update", { skipLocked: true });
  if (free.length === 0 || free.length < (await tx.$count(mints, alive))) return false;
  for (const mint of free) {
    if (mint.state !== "queued") return false;
    if ((await signedFor(tx, mint)).length > 0) return false;
  }
  await tx.delete(mints).where(
    inArray(
      mints.id,
      free.map(({ id }) => id),
    ),
  );
  return true;
}
