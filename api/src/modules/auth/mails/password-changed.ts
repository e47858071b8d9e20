import { renderMail } from "../../mail/render-mail.ts";

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
