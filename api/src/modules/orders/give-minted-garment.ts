import { eq } from "drizzle-orm";
import type { Address } from "viem";
import type { Tx } from "../../db/client.ts";
import { requestMint } from "../../minter/request-mint.ts";
import { releaseItem } from "../stock/release-garments.ts";
import { giveGarment } from "../stock/take-garment.ts";
import { orderItems, orders } from "./tables.ts";

type GiveMinted = {
  orderItemId: string;
  garment: { id: string; tagHash: `0x${string}` };
  tokenId: bigint;
  /** Who got it, as the chain says. */
  to: Address;
};

/**
 * Gives an order's item the garment that was minted for it before its payment is known here: the books were restored to
 * the time between. Its money is asked for; whatever comes of that, no second garment is minted for the same item.
 */
export async function giveMintedGarment(tx: Tx, { orderItemId, garment, tokenId, to }: GiveMinted) {
  const [item] = await tx
    .select({ orderId: orderItems.orderId, buyerId: orders.userId })
    .from(orderItems)
    .innerJoin(orders, eq(orders.id, orderItems.orderId))
    .where(eq(orderItems.id, orderItemId));
  if (!item) throw new Error(`there is no order item ${orderItemId}`);
  await releaseItem(tx, { orderItemId, except: garment.id });
  await giveGarment(tx, { ...item, id: garment.id, orderItemId });
  await requestMint(tx, { garmentId: garment.id, orderItemId, tokenId, tagHash: garment.tagHash, to });
}
