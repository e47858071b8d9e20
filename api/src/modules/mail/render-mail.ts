/** What a mail says. Plain words everywhere: the layout escapes them. */
export type MailContent = {
  subject: string;
  /** The line an inbox shows after the subject. */
  preview: string;
  heading: string;
  paragraphs: string[];
  /** Pairs under the paragraphs, such as an order's lines and its total. */
  rows?: { label: string; value: string }[];
  action?: { label: string; href: string };
  /** What to do if the mail was not expected. */
  footnote?: string;
  /** Of every mail that somebody chose to get, and of no other. */
  unsubscribe?: Unsubscribe;
};

/** The page that asks, and the address that a mail program posts to. */
export type Unsubscribe = { page: string; oneClick: string };

export type RenderedMail = { subject: string; html: string; text: string; oneClickUrl?: string };

// The site's night palette (see web's tokens). Mail clients drop style sheets, so every style stands inline.
const palette = {
  void: "#05060b",
  night: "#0b0c16",
  line: "#3a3858",
  ice: "#eceaff",
  fog: "#a9a6c9",
  acid: "#c6ff3d",
};
const face = "'Space Grotesk','Segoe UI',Helvetica,Arial,sans-serif";
const mono = "'Geist Mono',Menlo,Consolas,monospace";

/** Puts a mail's words into FLUX's layout, once as HTML and once as plain text. */
export function renderMail(content: MailContent): RenderedMail {
  const { subject, unsubscribe } = content;
  const mail = { subject, html: renderHtml(content), text: renderText(content) };
  return unsubscribe ? { ...mail, oneClickUrl: unsubscribe.oneClick } : mail;
}

function renderText({ heading, paragraphs, rows = [], action, footnote, unsubscribe }: MailContent): string {
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

function renderHtml({
  subject,
  preview,
  heading,
  paragraphs,
  rows = [],
  action,
  footnote,
  unsubscribe,
}: MailContent) {
  const p = (text: string, style: string) => `<p style="margin:0 0 16px;${style}">${escapeHtml(text)}</p>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="dark"><meta name="supported-color-schemes" content="dark">
<title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:0;background:${palette.void};color:${palette.ice};font-family:${face}">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(preview)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" bgcolor="${palette.void}"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px">
<tr><td style="padding:0 0 16px;font:700 22px/1 ${mono};letter-spacing:2px;color:${palette.ice}">FLUX<span style="color:${palette.acid}">_</span></td></tr>
<tr><td>${boardStrip()}</td></tr>
<tr><td bgcolor="${palette.night}" style="padding:32px;border:1px solid ${palette.line};border-top:0;font-size:16px;line-height:1.6;color:${palette.ice}">
<h1 style="margin:0 0 16px;font-size:28px;line-height:1.15;font-weight:700;color:${palette.ice}">${escapeHtml(heading)}</h1>
${paragraphs.map((text) => p(text, `color:${palette.ice}`)).join("\n")}
${rows.length > 0 ? rowsTable(rows) : ""}
${action ? actionButton(action) : ""}
${footnote ? p(footnote, `margin-bottom:0;font-size:14px;color:${palette.fog}`) : ""}
</td></tr>
<tr><td style="padding:16px 0 0;font-size:13px;line-height:1.5;color:${palette.fog}">The garment has a chip. The chip has a twin. Both are yours.${unsubscribe ? unsubscribeLine(unsubscribe) : ""}</td></tr>
</table></td></tr></table></body></html>`;
}

/** The chess board that every FLUX thing stands on, one rank of it. */
function boardStrip() {
  const square = (i: number) =>
    `<td width="6.25%" height="8" bgcolor="${i % 2 ? palette.night : palette.acid}" style="font-size:0;line-height:8px">&nbsp;</td>`;
  const squares = Array.from({ length: 16 }, (_, i) => square(i)).join("");
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr>${squares}</tr></table>`;
}

function rowsTable(rows: { label: string; value: string }[]) {
  const cell = `padding:8px 0;border-top:1px solid ${palette.line}`;
  const lines = rows.map(
    ({ label, value }) =>
      `<tr><td style="${cell};color:${palette.fog}">${escapeHtml(label)}</td><td align="right" style="${cell}">${escapeHtml(value)}</td></tr>`,
  );
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 24px;font-size:15px;color:${palette.ice}">${lines.join("")}</table>`;
}

/** A button, and the same address in letters for clients that show no buttons. */
function actionButton({ label, href }: { label: string; href: string }) {
  const url = escapeHtml(href);
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 16px"><tr><td bgcolor="${palette.acid}"><a href="${url}" style="display:inline-block;padding:14px 28px;font-weight:700;color:${palette.void};text-decoration:none">${escapeHtml(label)}</a></td></tr></table>
<p style="margin:0 0 24px;font:13px/1.5 ${mono};color:${palette.fog};word-break:break-all">${url}</p>`;
}

function unsubscribeLine({ page }: Unsubscribe) {
  return `<br><a href="${escapeHtml(page)}" style="color:${palette.fog};text-decoration:underline">No more of these</a>`;
}

function escapeHtml(text: string) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
