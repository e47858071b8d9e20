import { renderMail } from "../../mail/render-mail.ts";

type RecoveryCodeUsed = { name: string; left: number; webUrl: string };

export function recoveryCodeUsedMail({ name, left, webUrl }: RecoveryCodeUsed) {
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
