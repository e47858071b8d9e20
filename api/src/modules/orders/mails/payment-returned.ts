import { inRupees } from "../../../in-rupees.ts";
import { renderMail } from "../../mail/render-mail.ts";

type PaymentReturned = {
  order: { number: string };
  amountPaise: number;
  /** Why the money bought nothing. */
  reason: "sold_out" | "order_cancelled" | "paid_twice";
  orderUrl: string;
};

const reasons = {
  sold_out: {
    preview: "It came after the hold, and the pieces are gone.",
    why: "Your payment came after the hold had ended, and by then somebody else had the last of what you ordered. We are sorry.",
  },
  order_cancelled: {
    preview: "The order was cancelled before it came.",
    why: "Your payment came when the order was cancelled already. It buys nothing.",
  },
  paid_twice: {
    preview: "The order was paid already.",
    why: "The order was paid already. It is yours as before; only the second payment goes back.",
  },
};

export function paymentReturnedMail({ order, amountPaise, reason, orderUrl }: PaymentReturned) {
  const amount = inRupees(amountPaise);
  const { preview, why } = reasons[reason];
  return renderMail({
    subject: `${order.number}: ${amount} goes back to you`,
    preview,
    heading: "Your money goes back.",
    paragraphs: [
      why,
      `${amount} goes back the way it came. Banks take up to seven working days. You need to do nothing.`,
    ],
    rows: [{ label: order.number, value: amount }],
    action: { label: "See your order", href: orderUrl },
  });
}
