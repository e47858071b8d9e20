import { renderMail } from "../../mail/render-mail.ts";

type WalletUnlinked = { name: string; address: string; webUrl: string };

export function walletUnlinkedMail({ name, address, webUrl }: WalletUnlinked) {
  return renderMail({
    subject: "A wallet was taken off your account",
    preview: "It signs in to it no more.",
    heading: `One key less, ${name}.`,
    paragraphs: ["This wallet signs in to your account no more. What it holds stays in it."],
    rows: [{ label: "Wallet", value: address }],
    action: { label: "See my account's security", href: `${webUrl}/account/security` },
    footnote: "Not you? Choose another password, and sign out everywhere else.",
  });
}
