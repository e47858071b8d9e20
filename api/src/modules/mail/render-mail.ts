import type { MailContent, RenderedMail } from "./mail-content.ts";
import { renderHtml } from "./mail-html.ts";

/** Puts a mail's words into FLUX's layout, once as HTML and once as plain text. */
export function renderMail(content: MailContent): RenderedMail {
  const { unsubscribe } = content;
  const subject = inOneLine(content.subject);
  const mail = { subject, html: renderHtml(content), text: renderText(content) };
  return unsubscribe ? { ...mail, oneClickUrl: unsubscribe.oneClick } : mail;
}

/** A subject is a header: what came after a line's end would be another one. */
const inOneLine = (text: string) => text.toWellFormed().replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");

function renderText(content: MailContent): string {
  const { heading, paragraphs, rows = [], action, footnote, unsubscribe } = content;
  return [
    `FLUX_ ${heading}`,
    ...paragraphs,
    ...(rows.length > 0 ? [rows.map(({ label, value }) => `${label}: ${value}`).join("\n")] : []),
    ...(action ? [`${action.label}:\n${action.href}`] : []),
    ...(footnote ? [footnote] : []),
    ...(unsubscribe ? [`No more of these: ${unsubscribe.page}`] : []),
    "--\nFLUX. The garment has a chip. The chip has a twin. Both are yours.",
  ].join("\n\n");
}
