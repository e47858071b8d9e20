import { renderMail } from "../../mail/render-mail.ts";

export function addEmailMail({ code }: { code: string }) {
  return renderMail({
    subject: `${code} adds this address to your account`,
    preview: "Good for ten minutes.",
    heading: `${code}`,
    paragraphs: [
      "Somebody, probably you, is adding this address to an account that signs in with a wallet. Type the code where you started, within ten minutes.",
    ],
    footnote: "Not you? Then ignore this: without the code nothing happens.",
  });
}
