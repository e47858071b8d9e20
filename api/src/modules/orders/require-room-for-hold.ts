import { and, eq, type SQL } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { lockName } from "../../db/lock.ts";
import type { ApiDeps } from "../../deps.ts";
import { cartLimits } from "../cart/limits.ts";
import { countHeld } from "../stock/queries.ts";
import { orderErrors } from "./errors.ts";
import { orders } from "./tables.ts";

type Hold = { buyerId: string; addressKey: string; pieces: number };

/**
 * Refuses an order that would hold more, unpaid, than one person or one delivery address may. Whoever orders for the same
 * person waits for the cart (lockCart), whoever orders to the same address for its name: so nobody counts beside another.
 */
export async function requireRoomForHold(
  tx: Tx,
  { env }: Pick<ApiDeps, "env">,
  { buyerId, addressKey, pieces }: Hold,
) {
  const ofPerson = await heldBy(tx, eq(orders.userId, buyerId));
  const most = env.UNPAID_ORDERS_PER_PERSON;
  if (most > 0) {
    if (ofPerson.unpaid >= most) throw orderErrors.too_many_unpaid({ unpaid: ofPerson.unpaid });
    const limit = cartLimits.perOrder;
    if (ofPerson.held + pieces > limit) throw orderErrors.too_many_held({ limit, held: ofPerson.held });
  }
  const mostOfAddress = env.UNPAID_ORDERS_PER_ADDRESS;
  if (mostOfAddress === 0) return;
  await lockName(tx, `orders to ${addressKey}`);
  const ofAddress = await heldBy(tx, eq(orders.addressKey, addressKey));
  // As much as the people whose orders they are.
  const limit = Math.max(2, Math.floor(mostOfAddress / Math.max(1, most))) * cartLimits.perOrder;
  if (ofAddress.unpaid >= mostOfAddress || ofAddress.held + pieces > limit)
    throw orderErrors.address_holds_enough();
}

async function heldBy(tx: Tx, whose: SQL) {
  const unpaid = await tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(whose, eq(orders.state, "pending")));
  const ids = unpaid.map(({ id }) => id);
  return { unpaid: ids.length, held: await countHeld(tx, ids) };
}
