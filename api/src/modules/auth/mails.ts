import { renderMail } from "../mail/render-mail.ts";

/** What tells one sign-up of an address from another. */
type SignUp = { tag: string; at: Date; browser: string };

export function verifyEmailMail({ name, link, signUp }: { name: string; link: string; signUp: SignUp }) {
  return renderMail({
    subject: `Prove this address is yours (sign-up ${signUp.tag})`,
    preview: `Sign-up ${signUp.tag}. One click, then you are in. The link is good for 24 hours.`,
    heading: `One click, ${name}.`,
    paragraphs: [
      "Open the link and this address is yours on FLUX. It works once, for 24 hours.",
      "In another browser than the one you signed up with, you choose your password there.",
    ],
    rows: rowsOf(signUp),
    action: { label: "Verify my e-mail", href: link },
    footnote:
      "Another number than the page showed you, or you didn't sign up? Then somebody else did: do nothing. Without the click there is no account.",
  });
}

type AlreadyRegistered = { name: string; webUrl: string; signUp: SignUp };

export function alreadyRegisteredMail({ name, webUrl, signUp }: AlreadyRegistered) {
  return renderMail({
    subject: "You already have an account",
    preview: "Somebody signed up with this address. Nothing has changed.",
    heading: `You are already in, ${name}.`,
    paragraphs: [
      "Somebody, probably you, signed up again with this address. Nothing has changed: sign in with the password you have.",
    ],
    rows: rowsOf(signUp),
    action: { label: "Sign in", href: `${webUrl}/sign-in` },
    footnote: "Not you? Then ignore this. Nobody got in.",
  });
}

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

function rowsOf({ tag, at, browser }: SignUp) {
  const minute = at.toLocaleString("en-GB", {
    timeZone: "Asia/Kolkata",
    dateStyle: "medium",
    timeStyle: "short",
  });
  return [
    { label: "Sign-up", value: tag },
    { label: "When", value: `${minute} IST` },
    { label: "With", value: browser },
  ];
}
