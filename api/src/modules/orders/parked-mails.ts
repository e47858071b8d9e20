import type { Tx } from "../../db/client.ts";
import { publicId } from "../../http/public-id.ts";
import { inRupees } from "../../in-rupees.ts";
import { type MailDeps, queueMail } from "../mail/queue-mail.ts";
import { type RenderedMail, renderMail } from "../mail/render-mail.ts";
import { findUser } from "../users/queries.ts";
import type { orderItems, orders } from "./tables.ts";

type About = {
  order: typeof orders.$inferSelect;
  item: typeof orderItems.$inferSelect;
  /** The serial that the buyer had. */
  before: number;
};

/** Tells the buyer that they have another number. */
export async function queueReplacedMail(tx: Tx, deps: MailDeps, { now, ...about }: About & { now: number }) {
  const { order, item, before } = about;
  await queueTo(tx, deps, order.userId, () =>
    renderMail({
      subject: `${order.number}: you have number ${now} in place of ${before}`,
      preview: `Number ${before} can't be written to the chain. Number ${now} is yours.`,
      heading: `Number ${now} is yours.`,
      paragraphs: [
        `The chain can never take number ${before} of ${item.productName}: its number or its chip is taken there. So you have number ${now}, the same piece in your size and colour.`,
        "You pay nothing more and need to do nothing. Its twin is being written now, and this is the garment that comes in the parcel.",
      ],
      rows: [{ label: labelOf(item), value: `${before} → ${now}` }],
      action: actionOf(deps, order),
      footnote: "You would rather have your money? Answer this mail before it ships.",
    }),
  );
}

type MoneyBack = About & { amountPaise: number; isAll: boolean };

/** Tells the buyer that a piece can't be made, and what goes back for it. */
export function queueRefundedMail(tx: Tx, deps: MailDeps, back: MoneyBack) {
  const piece = `${back.before} of ${back.item.productName}`;
  return queueMoneyBackMail(tx, deps, back, {
    preview: `Number ${piece} can never be minted, and there is no other one.`,
    why: `The chain can never take number ${piece}, and no other one of it is left. We are sorry.`,
  });
}

/** Tells the buyer that somebody sent their money back for a piece. */
export function queuePaidBackMail(tx: Tx, deps: MailDeps, back: MoneyBack) {
  const piece = `Number ${back.before} of ${back.item.productName}`;
  return queueMoneyBackMail(tx, deps, back, {
    preview: `${piece} is off your order, and its money is on the way.`,
    why: `${piece} is off your order, and will not be minted.`,
  });
}

async function queueMoneyBackMail(
  tx: Tx,
  deps: MailDeps,
  { order, item, amountPaise, isAll }: MoneyBack,
  { preview, why }: { preview: string; why: string },
) {
  const amount = inRupees(amountPaise);
  await queueTo(tx, deps, order.userId, () =>
    renderMail({
      subject: `${order.number}: ${amount} goes back to you`,
      preview,
      heading: "Your money goes back.",
      paragraphs: [
        why,
        `${amount} goes back the way it came. Banks take up to seven working days. You need to do nothing.`,
        isAll
          ? "Nothing else was in the order: it is cancelled, and delivery is in the amount."
          : "The rest of the order is yours as before.",
      ],
      rows: [{ label: labelOf(item), value: amount }],
      action: actionOf(deps, order),
    }),
  );
}

/** People who came with a wallet alone have no mailbox: their order's page says it. */
async function queueTo(tx: Tx, deps: MailDeps, userId: string, render: () => RenderedMail) {
  const buyer = await findUser(tx, userId);
  if (buyer?.email) await queueMail(deps, tx, buyer.email, render());
}

const labelOf = ({ productName, color, size }: About["item"]) => `${productName}, ${color}, ${size}`;
const actionOf = ({ env }: MailDeps, { id }: About["order"]) => ({
  label: "See your order",
  href: `${env.WEB_URL}/orders/${publicId("ord", id)}`,
});
