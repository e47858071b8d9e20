import { and, eq } from "drizzle-orm";
import type { Hex } from "viem";
import type { Tx } from "../../db/client.ts";
import { garments } from "./tables.ts";

type Piece = { batchId: number; serial: number };

const at = ({ batchId, serial }: Piece) => and(eq(garments.batchId, batchId), eq(garments.serial, serial));

/** A garment by its number. Undefined when these books have none. */
export async function findGarmentAt(tx: Tx, piece: Piece) {
  const [garment] = await tx.select().from(garments).where(at(piece));
  return garment;
}

/** The same, locked. */
export async function lockGarmentAt(tx: Tx, piece: Piece) {
  const [garment] = await tx.select().from(garments).where(at(piece)).for("update");
  return garment;
}

/** Takes a free garment off sale for good: its token was minted for an order that these books don't know. */
export async function takeGarment(tx: Tx, { id, orderRef }: { id: string; orderRef: Hex }) {
  await tx
    .update(garments)
    .set({ state: "taken", takenFor: orderRef })
    .where(and(eq(garments.id, id), eq(garments.state, "available")));
}

/** Notes on a sold garment that its token is another's: it never comes back into stock, whatever its order ends in. */
export async function noteTaken(tx: Tx, { id, orderRef }: { id: string; orderRef: Hex }) {
  await tx.update(garments).set({ takenFor: orderRef }).where(eq(garments.id, id));
}

/** Gives an item the very garment that was minted for it. The garment is free, or held for this item. */
export async function giveGarment(
  tx: Tx,
  { id, ...owner }: { id: string; orderId: string; buyerId: string; orderItemId: string },
) {
  await tx
    .update(garments)
    .set({ ...owner, state: "sold", reservedUntil: null })
    .where(eq(garments.id, id));
}
