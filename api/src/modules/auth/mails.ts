import { renderMail } from "../mail/render-mail.ts";

/** What tells one sign-up of an address from another. */
type SignUp = { tag: string; at: Date; browser: string };

export function verifyEmailMail({ name, link, signUp }: { name: string; link: string; signUp: SignUp }) {
  return renderMail({
    subject: `Prove this address is yours (sign-up ${signUp.tag})`,
    preview: `Sign-up ${signUp.tag}. One click, then you are in. The link is good for an hour.`,
    heading: `One click, ${name}.`,
    paragraphs: [
      "Open the link and this address is yours on FLUX. It works once, within an hour.",
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

type FromBrowser = { name: string; browser: string; at: Date };

export function newDeviceMail({ name, browser, at, webUrl }: FromBrowser & { webUrl: string }) {
  return renderMail({
    subject: "Signed in from a new browser",
    preview: `${browser}, ${inIndia(at)}. Was it you?`,
    heading: `Was that you, ${name}?`,
    paragraphs: [
      "Somebody signed in to your account from a browser that it has not seen before. If it was you, there is nothing to do.",
      "If it was not: set a new password. It ends every session but yours.",
    ],
    rows: [
      { label: "When", value: inIndia(at) },
      { label: "With", value: browser },
    ],
    action: { label: "See my sessions", href: `${webUrl}/account/security` },
  });
}

export function resetPasswordMail({ name, browser, at, link }: FromBrowser & { link: string }) {
  return renderMail({
    subject: "Set a new password",
    preview: "The link works once, within an hour.",
    heading: `A new password, ${name}.`,
    paragraphs: [
      "Open the link and choose one. It works once, within an hour. Every session ends then, also of who should not have had one.",
    ],
    rows: [
      { label: "Asked for", value: inIndia(at) },
      { label: "With", value: browser },
    ],
    action: { label: "Choose a new password", href: link },
    footnote: "You didn't ask for it? Then do nothing: without the click nothing changes.",
  });
}

export function passwordChangedMail({ name, webUrl }: { name: string; webUrl: string }) {
  return renderMail({
    subject: "Your password was changed",
    preview: "Every other session has ended.",
    heading: `New password, ${name}.`,
    paragraphs: ["The password of your account was changed, and every other session has ended."],
    action: { label: "Sign in", href: `${webUrl}/sign-in` },
    footnote: `Not you? Set a new one now: ${webUrl}/forgot-password`,
  });
}

function inIndia(at: Date) {
  const minute = at.toLocaleString("en-GB", {
    timeZone: "Asia/Kolkata",
    dateStyle: "medium",
    timeStyle: "short",
  });
  return `${minute} IST`;
}

function rowsOf({ tag, at, browser }: SignUp) {
  return [
    { label: "Sign-up", value: tag },
    { label: "When", value: inIndia(at) },
    { label: "With", value: browser },
  ];
}
