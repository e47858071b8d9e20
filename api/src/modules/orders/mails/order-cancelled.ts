import { inRupees } from "../../../in-rupees.ts";
import { renderMail } from "../../mail/render-mail.ts";

type OrderCancelled = {
  order: { number: string };
  lines: { label: string; value: string }[];
  amountPaise: number;
  orderUrl: string;
};

/** Of a paid order: one that was never paid ends without a word. */
export function orderCancelledMail({ order, lines, amountPaise, orderUrl }: OrderCancelled) {
  const amount = inRupees(amountPaise);
  return renderMail({
    subject: `${order.number} is cancelled, ${amount} goes back`,
    preview: "As you asked. Nothing is sent and nothing is minted.",
    heading: "Cancelled, as you asked.",
    paragraphs: [
      `${amount} goes back the way it came. Banks take up to seven working days. You need to do nothing.`,
      "Nothing is sent to you and nothing is minted. The numbers are back in stock.",
    ],
    rows: lines,
    action: { label: "See your order", href: orderUrl },
    footnote: "It was not you? Answer this mail at once.",
  });
}
