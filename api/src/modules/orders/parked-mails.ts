import type { Tx } from "../../db/client.ts";
import { publicId } from "../../http/public-id.ts";
import type { RenderedMail } from "../mail/mail-content.ts";
import { type MailDeps, queueMail } from "../mail/queue-mail.ts";
import { findUser } from "../users/queries.ts";
import { moneyBackMail } from "./mails/money-back.ts";
import { pieceReplacedMail } from "./mails/piece-replaced.ts";
import type { orderItems, orders } from "./tables.ts";

type About = {
  order: typeof orders.$inferSelect;
  item: typeof orderItems.$inferSelect;
  /** The serial that the buyer had. */
  before: number;
};

/** Tells the buyer that they have another number. */
export function queueReplacedMail(tx: Tx, deps: MailDeps, about: About & { now: number }) {
  return queueTo(tx, deps, about, (orderUrl) => pieceReplacedMail({ ...about, orderUrl }));
}

type MoneyBack = About & { amountPaise: number; isAll: boolean };

/** Tells the buyer that a piece can't be made, and what goes back for it. */
export function queueRefundedMail(tx: Tx, deps: MailDeps, back: MoneyBack) {
  return queueTo(tx, deps, back, (orderUrl) => moneyBackMail({ ...back, isUnmintable: true, orderUrl }));
}

/** Tells the buyer that somebody sent their money back for a piece. */
export function queuePaidBackMail(tx: Tx, deps: MailDeps, back: MoneyBack) {
  return queueTo(tx, deps, back, (orderUrl) => moneyBackMail({ ...back, isUnmintable: false, orderUrl }));
}

/** People who came with a wallet alone have no mailbox: their order's page says it. */
async function queueTo(tx: Tx, deps: MailDeps, { order }: About, render: (orderUrl: string) => RenderedMail) {
  const buyer = await findUser(tx, order.userId);
  if (!buyer?.email) return;
  const orderUrl = `${deps.env.WEB_URL}/orders/${publicId("ord", order.id)}`;
  await queueMail(deps, tx, buyer.email, render(orderUrl));
}
