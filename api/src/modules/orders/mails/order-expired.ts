import { renderMail } from "../../mail/render-mail.ts";

type OrderExpired = {
  order: { number: string };
  lines: { label: string; value: string }[];
  /** Whether a payment for it is with us or with the bank, undecided. */
  hasMoney: boolean;
  orderUrl: string;
  shopUrl: string;
};

export function orderExpiredMail({ order, lines, hasMoney, orderUrl, shopUrl }: OrderExpired) {
  const one = lines.length === 1;
  return renderMail({
    subject: `${order.number}: the hold ran out`,
    preview: hasMoney ? "Your payment is being looked at." : "Nothing was charged.",
    heading: "The hold ran out.",
    paragraphs: [
      `We kept ${one ? "this garment" : "these garments"} for 15 minutes and your payment did not arrive. So ${one ? "it is" : "they are"} back in stock, for you as for everybody.`,
      hasMoney
        ? "A payment of yours for it is being looked at. It goes back to you, or you get what you ordered if it is still there. We write to you either way."
        : "Nothing was charged. Should your bank say otherwise, that money buys what is still there, or goes back by itself.",
    ],
    rows: lines,
    action: hasMoney
      ? { label: "See your order", href: orderUrl }
      : { label: "See what is left", href: shopUrl },
  });
}
