import { isDeepStrictEqual } from "node:util";
import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { SessionUser } from "../../caller.ts";
import type { Tx } from "../../db/client.ts";
import type { ApiDeps } from "../../deps.ts";
import { AppError, httpErrors } from "../../errors.ts";
import { publicId } from "../../http/public-id.ts";
import { sellerStateOf } from "../../seller-settings.ts";
import { lineName } from "../cart/assert-available.ts";
import { cartErrors } from "../cart/errors.ts";
import { cartLimits } from "../cart/limits.ts";
import type { CartLine } from "../cart/queries.ts";
import { lockCart, takeLines } from "../cart/take-cart.ts";
import { taxPiece, totalsOf } from "../cart/totals.ts";
import { stockErrors } from "../stock/errors.ts";
import { requirePersonLimit } from "../stock/person-limit.ts";
import { orderHolding } from "../stock/queries.ts";
import { reserveGarments } from "../stock/reserve-garments.ts";
import { addressKeyOf } from "./address-key.ts";
import { orderErrors } from "./errors.ts";
import { expireOrder } from "./expire-order.ts";
import { newOrderNumber } from "./order-number.ts";
import { requireRoomForHold } from "./require-room-for-hold.ts";
import { type Address, orderItems, orders } from "./tables.ts";

/** How long an unpaid order keeps its garments. */
const holdMinutes = 15;

type PlaceOrder = {
  buyer: SessionUser;
  address: Address;
  paymentMethod: "razorpay";
  /** What the buyer was shown, in paise; without it today's total is taken. */
  expectedTotal?: number | undefined;
  idempotencyKey?: string | undefined;
};
type Context = Pick<ApiDeps, "db" | "jobs" | "env">;

/** Turns a cart into an order and holds its garments for 15 minutes. Takes no money. Returns the order's id. */
export async function placeOrder(deps: Context, order: PlaceOrder): Promise<string> {
  return deps.db.transaction(async (tx) => {
    const lines = await lockCart(tx, order.buyer.id);
    const before = await findSameRequest(tx, order);
    if (before) return before;
    const priced = { to: order.address, sellerState: sellerStateOf(deps.env), on: new Date() };
    const totals = totalsOf(lines, priced);
    assertOrderable(lines, totals, order);
    const buyerId = order.buyer.id;
    const addressKey = addressKeyOf(order.address);
    await requireRoomForHold(tx, deps, { buyerId, addressKey, pieces: piecesIn(lines) });

    const items = toItems(lines, priced);
    const { id: orderId, holdUntil } = await insertOrder(tx, { ...order, addressKey }, totals);
    await tx.insert(orderItems).values(items.map((item) => ({ ...item, orderId })));
    await reserve(tx, { orderId, buyerId, until: holdUntil, items });
    const names = new Map(items.map(({ variantId, lineName }) => [variantId, lineName]));
    await requirePersonLimit(tx, { orderId, buyerId, names });
    await takeLines(tx, lines);
    await deps.jobs.add(tx, expireOrder, { orderId }, { startAfter: holdUntil });
    return orderId;
  });
}

/** The order that this Idempotency-Key made already. The locked cart lets only one request look at a time. */
async function findSameRequest(tx: Tx, { buyer, address, idempotencyKey }: PlaceOrder) {
  if (!idempotencyKey) return undefined;
  const [before] = await tx
    .select({ id: orders.id, address: orders.address, number: orders.number, state: orders.state })
    .from(orders)
    .where(and(eq(orders.userId, buyer.id), eq(orders.idempotencyKey, idempotencyKey)));
  if (!before) return undefined;
  if (!isDeepStrictEqual(before.address, address)) throw httpErrors.idempotency_key_reused();
  if (before.state === "expired" || before.state === "cancelled")
    throw orderErrors.order_ended({ order: before.number, state: before.state });
  return before.id;
}

type OrderTotals = ReturnType<typeof totalsOf>;

const piecesIn = (lines: CartLine[]) => lines.reduce((sum, line) => sum + line.quantity, 0);

function assertOrderable(lines: CartLine[], { totalPaise }: OrderTotals, { expectedTotal }: PlaceOrder) {
  if (lines.length === 0) throw orderErrors.cart_empty();
  if (expectedTotal !== undefined && expectedTotal !== totalPaise)
    throw orderErrors.total_changed({ totalPaise, expectedPaise: expectedTotal });
  const gone = lines.find((line) => line.archived);
  if (gone) throw cartErrors.not_for_sale({ what: lineName(gone) });
  const pieces = piecesIn(lines);
  if (pieces > cartLimits.perOrder) throw orderErrors.too_many_pieces({ limit: cartLimits.perOrder, pieces });
}

/** One item a piece, priced and taxed as it is now. */
function toItems(lines: CartLine[], { to, sellerState, on }: { to: Address; sellerState: string; on: Date }) {
  return lines.flatMap((line) =>
    Array.from({ length: line.quantity }, () => ({
      id: uuidv7(),
      productId: line.productId,
      variantId: line.variantId,
      productName: line.name,
      size: line.size,
      color: line.color,
      unitPricePaise: line.pricePaise,
      hsn: line.hsn,
      ...taxPiece(line, to.state === sellerState, on),
      lineName: lineName(line),
    })),
  );
}

type Reserve = { orderId: string; buyerId: string; until: Date; items: ReturnType<typeof toItems> };

/** Holds the garments. Where too few are left and the buyer holds some of them, it says in which order. */
async function reserve(tx: Tx, { items, ...hold }: Reserve) {
  const wanted = items.map((item) => ({ ...item, orderItemId: item.id, what: item.lineName }));
  try {
    await reserveGarments(tx, { ...hold, items: wanted });
  } catch (error) {
    const short = error instanceof AppError && error.code in stockErrors && error.values.what;
    const item = wanted.find(({ what }) => what === short);
    const held = item && (await orderHolding(tx, { ...item, buyerId: hold.buyerId }));
    throw held ? stockErrors.held_by_you({ what: item.what, order: publicId("ord", held) }, error) : error;
  }
}

async function insertOrder(
  tx: Tx,
  { buyer, address, addressKey, paymentMethod, idempotencyKey }: PlaceOrder & { addressKey: string },
  totals: OrderTotals,
) {
  const holdUntil = new Date(Date.now() + holdMinutes * 60_000);
  const values = {
    ...{ userId: buyer.id, paymentMethod, address, addressKey, holdUntil },
    ...{ idempotencyKey, ...totals },
  };
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
