import { inIndia } from "../../mail/in-india.ts";
import { renderMail } from "../../mail/render-mail.ts";

type ResetPassword = { name: string; browser: string; at: Date; link: string };

export function resetPasswordMail({ name, browser, at, link }: ResetPassword) {
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
