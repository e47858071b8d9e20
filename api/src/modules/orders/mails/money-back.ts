import { inRupees } from "../../../in-rupees.ts";
import { renderMail } from "../../mail/render-mail.ts";

type MoneyBack = {
  order: { number: string };
  item: { productName: string; color: string; size: string };
  /** The serial that the buyer had. */
  before: number;
  amountPaise: number;
  /** Whether nothing is left of the order. */
  isAll: boolean;
  /** Whether the chain can never take the piece, nor another of its kind be had; else somebody of FLUX took it off. */
  isUnmintable: boolean;
  orderUrl: string;
};

export function moneyBackMail({
  order,
  item,
  before,
  amountPaise,
  isAll,
  isUnmintable,
  orderUrl,
}: MoneyBack) {
  const amount = inRupees(amountPaise);
  const { preview, why } = (isUnmintable ? unmintable : takenOff)(`${before} of ${item.productName}`);
  return renderMail({
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
    rows: [{ label: `${item.productName}, ${item.color}, ${item.size}`, value: amount }],
    action: { label: "See your order", href: orderUrl },
  });
}

const unmintable = (piece: string) => ({
  preview: `Number ${piece} can never be minted, and there is no other one.`,
  why: `The chain can never take number ${piece}, and no other one of it is left. We are sorry.`,
});

const takenOff = (piece: string) => ({
  preview: `Number ${piece} is off your order, and its money is on the way.`,
  why: `Number ${piece} is off your order, and will not be minted.`,
});
