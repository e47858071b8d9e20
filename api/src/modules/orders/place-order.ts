import { isDeepStrictEqual } from "node:util";
import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { SessionUser } from "../../caller.ts";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { httpErrors } from "../../errors.ts";
import { lineName } from "../cart/assert-available.ts";
import { cartLimits } from "../cart/limits.ts";
import type { CartLine } from "../cart/queries.ts";
import { lockCart, takeLines } from "../cart/take-cart.ts";
import { totalsOf } from "../cart/totals.ts";
import { gstInside } from "../products/gst.ts";
import { reserveGarments } from "../stock/reserve-garments.ts";
import { orderErrors } from "./errors.ts";
import { expireOrder } from "./expire-order.ts";
import { newOrderNumber } from "./order-number.ts";
import { type Address, orderItems, orders } from "./tables.ts";

/** How long an unpaid order keeps its garments. */
const holdMinutes = 15;

type PlaceOrder = {
  buyer: SessionUser;
  address: Address;
  paymentMethod: "razorpay";
  idempotencyKey?: string | undefined;
};

/** Turns a cart into an order and holds its garments for 15 minutes. Takes no money. Returns the order's id. */
export async function placeOrder(
  { db, jobs }: Pick<Deps, "db" | "jobs">,
  order: PlaceOrder,
): Promise<string> {
  return db.transaction(async (tx) => {
    const lines = await lockCart(tx, order.buyer.id);
    const before = await findSameRequest(tx, order);
    if (before) return before;
    assertOrderable(lines);

    const items = toItems(lines);
    const { id: orderId, holdUntil } = await insertOrder(tx, order, lines);
    await tx.insert(orderItems).values(items.map((item) => ({ ...item, orderId })));
    const wanted = items.map((item) => ({ ...item, orderItemId: item.id, what: item.lineName }));
    await reserveGarments(tx, { orderId, until: holdUntil, items: wanted });
    await takeLines(tx, lines);
    await jobs.add(tx, expireOrder, { orderId }, { startAfter: holdUntil });
    return orderId;
  });
}

/** The order that this Idempotency-Key made already. The locked cart lets only one request look at a time. */
async function findSameRequest(tx: Tx, { buyer, address, idempotencyKey }: PlaceOrder) {
  if (!idempotencyKey) return undefined;
  const [before] = await tx
    .select({ id: orders.id, address: orders.address })
    .from(orders)
    .where(and(eq(orders.userId, buyer.id), eq(orders.idempotencyKey, idempotencyKey)));
  if (before && !isDeepStrictEqual(before.address, address)) throw httpErrors.idempotency_key_reused();
  return before?.id;
}

function assertOrderable(lines: CartLine[]) {
  if (lines.length === 0) throw orderErrors.cart_empty();
  const pieces = lines.reduce((sum, line) => sum + line.quantity, 0);
  if (pieces > cartLimits.perOrder) throw orderErrors.too_many_pieces({ limit: cartLimits.perOrder, pieces });
}

/** One item a piece, priced and taxed as it is now. */
function toItems(lines: CartLine[]) {
  return lines.flatMap((line) =>
    Array.from({ length: line.quantity }, () => {
      const { rateBps, taxPaise } = gstInside(line.pricePaise);
      return {
        id: uuidv7(),
        productId: line.productId,
        variantId: line.variantId,
        productName: line.name,
        size: line.size,
        color: line.color,
        unitPricePaise: line.pricePaise,
        taxPaise,
        taxRateBps: rateBps,
        lineName: lineName(line),
      };
    }),
  );
}

async function insertOrder(
  tx: Tx,
  { buyer, address, paymentMethod, idempotencyKey }: PlaceOrder,
  lines: CartLine[],
) {
  const holdUntil = new Date(Date.now() + holdMinutes * 60_000);
  const values = { userId: buyer.id, paymentMethod, address, holdUntil, idempotencyKey, ...totalsOf(lines) };
  for (;;) {
    const [order] = await tx
      .insert(orders)
      .values({ ...values, number: newOrderNumber() })
      .onConflictDoNothing({ target: orders.number })
      .returning({ id: orders.id, holdUntil: orders.holdUntil });
    // No row: somebody has this number. There are 2^30 of them.
    if (order) return order;
  }
}
