import { inRupees } from "../../../in-rupees.ts";
import { renderMail } from "../../mail/render-mail.ts";

type OrderPaid = {
  order: {
    number: string;
    shippingPaise: number;
    totalPaise: number;
    taxPaise: number;
    address: { fullName: string; line1: string; city: string; postalCode: string };
  };
  lines: { label: string; value: string }[];
  orderUrl: string;
};

export function orderPaidMail({ order, lines, orderUrl }: OrderPaid) {
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
    action: { label: "Follow your order", href: orderUrl },
    footnote: "Wrong address? Answer this mail before it ships.",
  });
}
