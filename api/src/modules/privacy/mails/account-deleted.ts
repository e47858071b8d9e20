import { renderMail } from "../../mail/render-mail.ts";

export function accountDeletedMail({ name, webUrl }: { name: string; webUrl: string }) {
  return renderMail({
    subject: "Your account is deleted",
    preview: "This is the last mail of it.",
    heading: `Goodbye, ${name}.`,
    paragraphs: [
      "Your account is deleted: its sessions, password, addresses, wishlist and the names of its wallets. What is in your own wallets stays yours.",
      "Your orders stay with what an invoice has to say, as the law wants it, and what is on chain stays there.",
    ],
    action: { label: "FLUX", href: webUrl },
    footnote: "Not you? Somebody knew your password or read your mail. Answer this mail at once.",
  });
}
