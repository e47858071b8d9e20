import { renderMail } from "../../mail/render-mail.ts";

export function secondFactorOffMail({ name, webUrl }: { name: string; webUrl: string }) {
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
