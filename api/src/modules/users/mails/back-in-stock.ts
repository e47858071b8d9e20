import type { Unsubscribe } from "../../mail/mail-content.ts";
import { renderMail } from "../../mail/render-mail.ts";

type BackInStock = { person: string; product: string; left: number; url: string; unsubscribe: Unsubscribe };

export function backInStockMail({ person, product, left, url, unsubscribe }: BackInStock) {
  return renderMail({
    subject: `${product} can be had`,
    preview: "You asked us to tell you.",
    heading: `It is here, ${person}.`,
    paragraphs: [
      `${product} can be had: ${left === 1 ? "one piece is" : `${left} pieces are`} free as we write. Nothing is held for you.`,
    ],
    action: { label: `See ${product}`, href: url },
    footnote: "You asked to be told once. That was it.",
    unsubscribe,
  });
}
