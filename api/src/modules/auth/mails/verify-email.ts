import { renderMail } from "../../mail/render-mail.ts";
import { type SignUp, signUpRows } from "../sign-up-rows.ts";

export function verifyEmailMail({ name, link, signUp }: { name: string; link: string; signUp: SignUp }) {
  return renderMail({
    subject: `Prove this address is yours (sign-up ${signUp.tag})`,
    preview: `Sign-up ${signUp.tag}. One click, then you are in. The link is good for an hour.`,
    heading: `One click, ${name}.`,
    paragraphs: [
      "Open the link and this address is yours on FLUX. It works once, within an hour.",
      "In another browser than the one you signed up with, you choose your password there.",
    ],
    rows: signUpRows(signUp),
    action: { label: "Verify my e-mail", href: link },
    footnote:
      "Another number than the page showed you, or you didn't sign up? Then somebody else did: do nothing. Without the click there is no account.",
  });
}
