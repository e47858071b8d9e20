import { inRupees } from "../../../in-rupees.ts";
import { renderMail } from "../../mail/render-mail.ts";

type OrderPaid = {
  order: {
    number: string;
    shippingPaise: number;
    totalPaise: number;
    cgstPaise: number;
    sgstPaise: number;
    igstPaise: number;
    address: { fullName: string; line1: string; city: string; postalCode: string };
  };
  lines: { label: string; value: string }[];
  invoice: string;
  orderUrl: string;
};

export function orderPaidMail({ order, lines, invoice, orderUrl }: OrderPaid) {
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
        value: order.shippingPaise === 0 ? "Free" : inRupees(order.shippingPaise),
      },
      { label: "Total", value: inRupees(order.totalPaise) },
      ...taxRows(order),
      { label: "Invoice, on the order's page", value: invoice },
      { label: "Going to", value: `${fullName}, ${line1}, ${city} ${postalCode}` },
    ],
    action: { label: "Follow your order", href: orderUrl },
    footnote: "Wrong address? Answer this mail before it ships.",
  });
}

/** The tax inside the total, by whose it is. */
function taxRows({ cgstPaise, sgstPaise, igstPaise }: OrderPaid["order"]) {
  if (igstPaise > 0) return [{ label: "IGST inside the total", value: inRupees(igstPaise) }];
  return [
    { label: "CGST inside the total", value: inRupees(cgstPaise) },
    { label: "SGST inside the total", value: inRupees(sgstPaise) },
  ];
}
