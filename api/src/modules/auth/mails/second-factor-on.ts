import { renderMail } from "../../mail/render-mail.ts";

export function secondFactorOnMail({ name, webUrl }: { name: string; webUrl: string }) {
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
