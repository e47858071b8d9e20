import { and, desc, eq, inArray, isNull, lt, or } from "drizzle-orm";
import type { Hex } from "viem";
import { z } from "zod";
import type { Db, Tx } from "../../db/client.ts";
import { readCursor } from "../../http/page.ts";
import { mintsOfOrder } from "../../minter/queries.ts";
import { orderRefOf } from "../../minter/request-mint.ts";
import { mints } from "../../minter/tables.ts";
import { papersOfOrder } from "../invoices/queries.ts";
import { paymentOfOrder, refundsOfItems } from "../payments/queries.ts";
import { productPictures } from "../products/queries.ts";
import { garmentsOfOrder } from "../stock/queries.ts";
import { orderItems, orders } from "./tables.ts";

type ListOrders = { userId: string; cursor?: string | undefined; limit: number };

/** A page of somebody's orders and the row behind it, newest first. */
export async function listOrders(db: Db, { userId, cursor, limit }: ListOrders) {
  const after = readCursor(cursor, z.uuid());
  const rows = await db
    .select()
    .from(orders)
    .where(and(eq(orders.userId, userId), after ? lt(orders.id, after) : undefined))
    .orderBy(desc(orders.id))
    .limit(limit + 1);
  const items = await itemsOf(
    db,
    rows.map((order) => order.id),
  );
  return rows.map((order) => ({ order, items: items.filter((item) => item.orderId === order.id) }));
}
export type OrderSummaryRow = Awaited<ReturnType<typeof listOrders>>[number];

/** Everything about one order of this buyer: pieces, money, mints. Undefined for anybody else's. */
export async function findOrder(db: Db, { orderId, userId }: { orderId: string; userId: string }) {
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.id, orderId), eq(orders.userId, userId)));
  if (!order) return undefined;
  const items = await itemsOf(db, [order.id]);
  const itemIds = items.map((item) => item.id);
  const [garments, payment, mints, refunds, papers] = await Promise.all([
    garmentsOfOrder(db, order.id),
    paymentOfOrder(db, order.id),
    mintsOfOrder(db, itemIds),
    refundsOfItems(db, itemIds),
    papersOfOrder(db, order.id),
  ]);
  return { order, items, garments, payment, mints, refunds, papers };
}
export type OrderDetailRow = NonNullable<Awaited<ReturnType<typeof findOrder>>>;

async function itemsOf(db: Db, orderIds: string[]) {
  if (orderIds.length === 0) return [];
  const product = productPictures(db);
  return db
    .select({
      id: orderItems.id,
      orderId: orderItems.orderId,
      productName: orderItems.productName,
      size: orderItems.size,
      color: orderItems.color,
      unitPricePaise: orderItems.unitPricePaise,
      hsn: orderItems.hsn,
      taxRateBps: orderItems.taxRateBps,
      taxablePaise: orderItems.taxablePaise,
      cgstPaise: orderItems.cgstPaise,
      sgstPaise: orderItems.sgstPaise,
      igstPaise: orderItems.igstPaise,
      slug: product.slug,
      images: product.images,
    })
    .from(orderItems)
    .innerJoin(product, eq(product.id, orderItems.productId))
    .where(inArray(orderItems.orderId, orderIds))
    .orderBy(orderItems.id);
}

/** SQL, to be joined: what was bought, as it was sold. */
export function itemChoices(db: Db | Tx) {
  const { id, productName, size, color } = orderItems;
  return db.select({ id, productName, size, color }).from(orderItems).as("bought");
}

/** The order lines that no mint was ever asked for, by how the chain would name them. */
export async function itemsWithoutMint(db: Db): Promise<Map<Hex, { orderItemId: string }>> {
  const rows = await db
    .select({ orderItemId: orderItems.id })
    .from(orderItems)
    .leftJoin(mints, eq(mints.orderItemId, orderItems.id))
    .where(isNull(mints.id));
  return new Map(rows.map((row) => [orderRefOf(row.orderItemId), row]));
}

/** Whether somebody has an order that money or a mint may still move: unpaid and held, or paid and not minted for good. */
export async function hasOrderUnderWay(db: Db | Tx, userId: string): Promise<boolean> {
  const isUnpaid = eq(orders.state, "pending");
  const isMinting = inArray(mints.state, ["queued", "signed", "sent", "mined", "parked"]);
  const [one] = await db
    .select({ id: orders.id })
    .from(orders)
    .innerJoin(orderItems, eq(orderItems.orderId, orders.id))
    .leftJoin(mints, eq(mints.orderItemId, orderItems.id))
    .where(and(eq(orders.userId, userId), or(isUnpaid, isMinting)))
    .limit(1);
  return one !== undefined;
}
