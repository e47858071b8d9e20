import { inIndia } from "../mail/in-india.ts";
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

type PasswordChanged = { name: string; webUrl: string; stopped: number };

/** `stopped`: how many garments waited to leave custody and stay now. */
export function passwordChangedMail({ name, webUrl, stopped }: PasswordChanged) {
  return renderMail({
    subject: "Your password was changed",
    preview: "Every other session has ended.",
    heading: `New password, ${name}.`,
    paragraphs: [
      "The password of your account was changed, and every other session has ended.",
      ...(stopped > 0
        ? [
            `${stopped === 1 ? "A garment of yours was" : `${stopped} garments of yours were`} about to leave our custody, and somebody else may have asked for that: ${stopped === 1 ? "it stays" : "they stay"}. Send ${stopped === 1 ? "it" : "them"} again if it was you.`,
          ]
        : []),
    ],
    action: { label: "Sign in", href: `${webUrl}/sign-in` },
    footnote: `Not you? Set a new one now: ${webUrl}/forgot-password`,
  });
}

export function codeMail({ name, code }: { name: string; code: string }) {
  return renderMail({
    subject: `${code} is your code`,
    preview: "Good for ten minutes, in the browser that asked for it.",
    heading: `${code}`,
    paragraphs: [
      `${name}, this code says that it is you, for ten minutes and only in the browser that asked for it. Nobody of FLUX ever asks for it.`,
    ],
    footnote: "You didn't ask for it? Then somebody has your session: end it and choose another password.",
  });
}

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

type OfWallet = { name: string; address: string; webUrl: string };

export function walletLinkedMail({ name, address, webUrl }: OfWallet) {
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

export function walletUnlinkedMail({ name, address, webUrl }: OfWallet) {
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

type ToPerson = { name: string; webUrl: string };

export function secondFactorOnMail({ name, webUrl }: ToPerson) {
  return renderMail({
    subject: "Your authenticator app is on",
    preview: "Signing in asks for its code from now on.",
    heading: `Two locks now, ${name}.`,
    paragraphs: [
      "Signing in to your account asks for a code of your authenticator app from now on.",
      "Keep your recovery codes where the phone is not: each opens the account once if the app is lost.",
    ],
    action: { label: "See my account's security", href: `${webUrl}/account/security` },
    footnote: `Not you? Set a new password now, and sign out everywhere else: ${webUrl}/forgot-password`,
  });
}

export function secondFactorOffMail({ name, webUrl }: ToPerson) {
  return renderMail({
    subject: "Your authenticator app was taken off",
    preview: "Signing in asks for no code any more.",
    heading: `One lock less, ${name}.`,
    paragraphs: [
      "Signing in to your account asks for no code any more. Your recovery codes are gone with it.",
    ],
    action: { label: "See my account's security", href: `${webUrl}/account/security` },
    footnote: `Not you? Set a new password now, and sign out everywhere else: ${webUrl}/forgot-password`,
  });
}

export function recoveryCodeUsedMail({ name, left, webUrl }: ToPerson & { left: number }) {
  return renderMail({
    subject: "A recovery code was used",
    preview: `It opened your account. ${left} are left.`,
    heading: `That was a recovery code, ${name}.`,
    paragraphs: [
      "Somebody, probably you, signed in with one of your recovery codes in place of the app. It works no more.",
    ],
    rows: [{ label: "Codes left", value: String(left) }],
    action: { label: "Make new ones", href: `${webUrl}/account/security` },
    footnote: `Not you? Set a new password now, and sign out everywhere else: ${webUrl}/forgot-password`,
  });
}

function rowsOf({ tag, at, browser }: SignUp) {
  return [
    { label: "Sign-up", value: tag },
    { label: "When", value: inIndia(at) },
    { label: "With", value: browser },
  ];
}
