import { eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { publicId } from "../../http/public-id.ts";
import { inRupees } from "../../in-rupees.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { editionOf } from "../stock/edition.ts";
import { garmentsOfOrder } from "../stock/queries.ts";
import { findUser } from "../users/queries.ts";
import { orderPaidMail } from "./mails/order-paid.ts";
import { orderItems, type orders } from "./tables.ts";

type Order = typeof orders.$inferSelect;

/** Tells the buyer what is theirs now. People who came with a wallet alone have no mailbox. */
export async function queueOrderMail(tx: Tx, deps: Deps, order: Order) {
  const buyer = await findUser(tx, order.userId);
  if (!buyer?.email) return;
  const items = await tx
    .select()
    .from(orderItems)
    .where(eq(orderItems.orderId, order.id))
    .orderBy(orderItems.id);
  const pieces = new Map(
    (await garmentsOfOrder(tx, order.id)).map((garment) => [garment.orderItemId, garment]),
  );
  const lines = items.map((item) => {
    const piece = pieces.get(item.id);
    const edition = piece ? ` · ${editionOf(piece)}` : "";
    return {
      label: `${item.productName}, ${item.color}, ${item.size}${edition}`,
      value: inRupees(item.unitPricePaise),
    };
  });
  const orderUrl = `${deps.env.WEB_URL}/orders/${publicId("ord", order.id)}`;
  await queueMail(deps, tx, buyer.email, orderPaidMail({ order, lines, orderUrl }));
}
