import { renderMail } from "../../mail/render-mail.ts";

type PieceReplaced = {
  order: { number: string };
  item: { productName: string; color: string; size: string };
  /** The serial that the buyer had, and the one they have. */
  before: number;
  now: number;
  orderUrl: string;
};

export function pieceReplacedMail({ order, item, before, now, orderUrl }: PieceReplaced) {
  return renderMail({
    subject: `${order.number}: you have number ${now} in place of ${before}`,
    preview: `Number ${before} can't be written to the chain. Number ${now} is yours.`,
    heading: `Number ${now} is yours.`,
    paragraphs: [
      `The chain can never take number ${before} of ${item.productName}: its number or its chip is taken there. So you have number ${now}, the same piece in your size and colour.`,
      "You pay nothing more and need to do nothing. Its twin is being written now, and this is the garment that comes in the parcel.",
    ],
    rows: [{ label: `${item.productName}, ${item.color}, ${item.size}`, value: `${before} → ${now}` }],
    action: { label: "See your order", href: orderUrl },
    footnote: "You would rather have your money? Answer this mail before it ships.",
  });
}
