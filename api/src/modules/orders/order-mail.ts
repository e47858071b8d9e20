import { eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { publicId } from "../../http/public-id.ts";
import { inRupees } from "../../in-rupees.ts";
import type { RenderedMail } from "../mail/mail-content.ts";
import { type MailDeps, queueMail } from "../mail/queue-mail.ts";
import { editionOf } from "../stock/edition.ts";
import { garmentsOfOrder } from "../stock/queries.ts";
import { findUser } from "../users/queries.ts";
import { orderCancelledMail } from "./mails/order-cancelled.ts";
import { orderExpiredMail } from "./mails/order-expired.ts";
import { orderPaidMail } from "./mails/order-paid.ts";
import { paymentReturnedMail } from "./mails/payment-returned.ts";
import { orderItems, type orders } from "./tables.ts";

type Order = typeof orders.$inferSelect;

/** Tells the buyer what is theirs now. */
export async function queueOrderMail(tx: Tx, deps: MailDeps, order: Order, invoice: string) {
  const lines = await linesOf(tx, order);
  await queueTo(tx, deps, order, (orderUrl) => orderPaidMail({ order, lines, invoice, orderUrl }));
}

/** Tells the buyer that nothing is held any more. Once an order. */
export async function queueExpiredMail(
  tx: Tx,
  deps: MailDeps,
  { order, hasMoney }: { order: Order; hasMoney: boolean },
) {
  const lines = await linesOf(tx, order);
  const shopUrl = `${deps.env.WEB_URL}/products`;
  const mail = (orderUrl: string) => orderExpiredMail({ order, lines, hasMoney, orderUrl, shopUrl });
  await queueTo(tx, deps, order, mail, order.id);
}

/** Tells the buyer that their paid order is taken back, and what goes back. */
export async function queueCancelledMail(
  tx: Tx,
  deps: MailDeps,
  { order, amountPaise }: { order: Order; amountPaise: number },
) {
  const lines = await linesOf(tx, order);
  await queueTo(tx, deps, order, (orderUrl) => orderCancelledMail({ order, lines, amountPaise, orderUrl }));
}

/** Tells the buyer that money bought nothing, and goes back. */
export async function queueReturnedMail(
  tx: Tx,
  deps: MailDeps,
  {
    order,
    ...back
  }: { order: Order; amountPaise: number; reason: "sold_out" | "order_cancelled" | "paid_twice" },
) {
  await queueTo(tx, deps, order, (orderUrl) => paymentReturnedMail({ order, ...back, orderUrl }));
}

async function linesOf(tx: Tx, order: Order) {
  const items = await tx
    .select()
    .from(orderItems)
    .where(eq(orderItems.orderId, order.id))
    .orderBy(orderItems.id);
  const pieces = new Map(
    (await garmentsOfOrder(tx, order.id)).map((garment) => [garment.orderItemId, garment]),
  );
  return items.map((item) => {
    const piece = pieces.get(item.id);
    const edition = piece ? ` · ${editionOf(piece)}` : "";
    return {
      label: `${item.productName}, ${item.color}, ${item.size}${edition}`,
      value: inRupees(item.unitPricePaise),
    };
  });
}

/** People who came with a wallet alone have no mailbox: their order's page says it. */
async function queueTo(
  tx: Tx,
  deps: MailDeps,
  order: Order,
  render: (orderUrl: string) => RenderedMail,
  id?: string,
) {
  const buyer = await findUser(tx, order.userId);
  if (!buyer?.email) return;
  const orderUrl = `${deps.env.WEB_URL}/orders/${publicId("ord", order.id)}`;
  await queueMail(deps, tx, buyer.email, render(orderUrl), id);
}
