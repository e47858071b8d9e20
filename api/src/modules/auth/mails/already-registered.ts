import { renderMail } from "../../mail/render-mail.ts";
import { type SignUp, signUpRows } from "../sign-up-rows.ts";

type AlreadyRegistered = { name: string; webUrl: string; signUp: SignUp };

export function alreadyRegisteredMail({ name, webUrl, signUp }: AlreadyRegistered) {
  return renderMail({
    subject: "You already have an account",
    preview: "Somebody signed up with this address. Nothing has changed.",
    heading: `You are already in, ${name}.`,
    paragraphs: [
      "Somebody, probably you, signed up again with this address. Nothing has changed: sign in with the password you have.",
    ],
    rows: signUpRows(signUp),
    action: { label: "Sign in", href: `${webUrl}/sign-in` },
    footnote: "Not you? Then ignore this. Nobody got in.",
  });
}
