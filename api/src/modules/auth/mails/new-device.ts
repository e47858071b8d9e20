import { inIndia } from "../../mail/in-india.ts";
import { renderMail } from "../../mail/render-mail.ts";

type NewDevice = { name: string; browser: string; at: Date; webUrl: string };

export function newDeviceMail({ name, browser, at, webUrl }: NewDevice) {
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
