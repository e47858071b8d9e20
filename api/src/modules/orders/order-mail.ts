import { eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { publicId } from "../../http/public-id.ts";
import { inRupees } from "../../in-rupees.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { renderMail } from "../mail/render-mail.ts";
import { editionOf } from "../stock/edition.ts";
import { garmentsOfOrder } from "../stock/queries.ts";
import { findUser } from "../users/queries.ts";
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
  await queueMail(deps, tx, buyer.email, orderMail(order, lines, deps.env.WEB_URL));
}

function orderMail(order: Order, lines: { label: string; value: string }[], webUrl: string) {
  const { fullName, line1, city, postalCode } = order.address;
  const one = lines.length === 1;
  return renderMail({
    subject: `${order.number} is yours`,
    preview: one ? "Paid. Its twin is being written now." : "Paid. Their twins are being written now.",
    heading: one ? "Paid. It's yours." : "Paid. They're yours.",
    paragraphs: [
      `We have your money for ${order.number} and you have ${one ? "a number in the edition" : "your numbers in the editions"}. Nobody else gets ${one ? "it" : "them"}.`,
      one
        ? "The twin appears in your collection within a minute. When the parcel comes, hold your phone to the chip."
        : "The twins appear in your collection within a minute. When the parcel comes, hold your phone to the chips.",
    ],
    rows: [
      ...lines,
      {
        label: "Delivery in India",
        value: order.shippingPaise === 0 ? "Included" : inRupees(order.shippingPaise),
      },
      { label: "Total", value: inRupees(order.totalPaise) },
      { label: "GST inside the total", value: inRupees(order.taxPaise) },
      { label: "Going to", value: `${fullName}, ${line1}, ${city} ${postalCode}` },
    ],
    action: { label: "Follow your order", href: `${webUrl}/orders/${publicId("ord", order.id)}` },
    footnote: "Wrong address? Answer this mail before it ships.",
  });
}
