import { renderMail } from "../../mail/render-mail.ts";

export function welcomeMail({ name, webUrl }: { name: string; webUrl: string }) {
  return renderMail({
    subject: "You are in",
    preview: "Every garment you buy gets a twin. Yours wait here.",
    heading: `Welcome to the board, ${name}.`,
    paragraphs: [
      "Every garment of ours carries a chip, and every chip has a twin on chain. Buy one, tap it with your phone, and it says whose it is: yours.",
      "We keep your twins safe until you want them in a wallet of your own. Leaving takes one click.",
    ],
    action: { label: "See what is out", href: `${webUrl}/products` },
  });
}
