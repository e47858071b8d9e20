import { renderMail } from "../../mail/render-mail.ts";

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
