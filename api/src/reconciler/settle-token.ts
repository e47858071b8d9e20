import { batchAndSerialOf } from "@flux/contracts";
import type { Tx } from "../db/client.ts";
import { parkTakenMint } from "../minter/park-taken-mint.ts";
import { endUnpaidOrder } from "../modules/orders/end-unpaid-order.ts";
import { giveMintedGarment } from "../modules/orders/give-minted-garment.ts";
import { findGarmentAt, lockGarmentAt, noteTaken, takeGarment } from "../modules/stock/take-garment.ts";
import type { LostToken } from "./find-lost-tokens.ts";

/**
 * What was done about a token that the books did not know. `taken`: its garment is off sale, for an order that is lost.
 * `given`: it is of an order that waits for its payment here, and has its garment now. `sold_twice`: the books sold its
 * garment to somebody else, whose mint is parked. `no_garment`: the books have no such garment. `known`: it was done before.
 */
export type Settled = "taken" | "given" | "sold_twice" | "no_garment" | "known";

/** Makes the books say what the chain says of one token that no mint of theirs explains, in the caller's transaction. */
export async function settleToken(tx: Tx, token: LostToken): Promise<Settled> {
  const { tokenId, orderRef, orderItemId, mintedTo } = token;
  const place = batchAndSerialOf(tokenId);
  const seen = await lockHeld(tx, place, orderItemId);
  if (!seen) return "no_garment";
  if (seen.state === "sold" && seen.orderItemId !== orderItemId) {
    if (seen.takenFor !== null) return "known";
    await noteTaken(tx, { id: seen.id, orderRef });
    await parkTakenMint(tx, { tokenId, orderRef });
    return "sold_twice";
  }
  if (orderItemId) {
    await giveMintedGarment(tx, { orderItemId, garment: seen, tokenId, to: mintedTo });
    return "given";
  }
  if (seen.state === "taken") return "known";
  await takeGarment(tx, { id: seen.id, orderRef });
  return "taken";
}

/** The garment, locked and held by no unpaid order but the item's own. An order is locked before its garments, as paying does. */
async function lockHeld(tx: Tx, place: { batchId: number; serial: number }, orderItemId: string | undefined) {
  const garment = await findGarmentAt(tx, place);
  if (garment?.state === "reserved" && garment.orderId && garment.orderItemId !== orderItemId)
    await endUnpaidOrder(tx, { orderId: garment.orderId, as: "expired" });
  return lockGarmentAt(tx, place);
}
