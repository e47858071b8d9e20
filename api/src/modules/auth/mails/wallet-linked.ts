import { renderMail } from "../../mail/render-mail.ts";

type WalletLinked = { name: string; address: string; webUrl: string };

export function walletLinkedMail({ name, address, webUrl }: WalletLinked) {
  return renderMail({
    subject: "A wallet was linked to your account",
    preview: "It is another way in now.",
    heading: `One more key, ${name}.`,
    paragraphs: ["This wallet signs in to your account from now on."],
    rows: [{ label: "Wallet", value: address }],
    action: { label: "See my account's security", href: `${webUrl}/account/security` },
    footnote: "Not you? Unlink it there, choose another password, and sign out everywhere else.",
  });
}
