import { renderMail } from "../../mail/render-mail.ts";

export function addressTakenMail({ webUrl }: { webUrl: string }) {
  return renderMail({
    subject: "This address has an account already",
    preview: "Nothing has changed.",
    heading: "You have an account here.",
    paragraphs: [
      "Somebody, probably you, tried to add this address to an account that signs in with a wallet. It has an account of its own, and two accounts are never made one.",
      "To bring both together: unlink the wallet there, sign in here, and link it to this account.",
    ],
    action: { label: "Sign in", href: `${webUrl}/sign-in` },
    footnote: "Not you? Then ignore this. Nobody got in.",
  });
}
