import { band, day, nightStyle } from "./mail-colors.ts";
import type { MailContent, Unsubscribe } from "./mail-content.ts";

const face = "'Space Grotesk','Segoe UI',Helvetica,Arial,sans-serif";
const mono = "'Geist Mono',Menlo,Consolas,monospace";
const table = `role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"`;
// An address or a name without a space must not push the card wider than a phone. Gmail knows the second, the rest the first.
const breaks = "overflow-wrap:anywhere;word-break:break-word";

/**
 * The layout: one card of at most 560 pixels, of tables with inline styles, since mail clients drop the rest. By day and by
 * night (mail-colors.ts). It fetches nothing: a picture or a font would tell who opened the mail, and when.
 */
export function renderHtml(content: MailContent): string {
  const { subject, preview, heading, paragraphs, rows = [], action, footnote, unsubscribe } = content;
  return `<!doctype html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no">
<title>${escapeHtml(subject)}</title>
<style>${nightStyle}</style></head>
<body class="ground ink" style="margin:0;padding:0;background-color:${day.ground};color:${day.ink};font-family:${face};-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(preview)}${"&#847;&zwnj;&nbsp;".repeat(40)}</div>
<table ${table} class="ground" bgcolor="${day.ground}" style="background-color:${day.ground}"><tr><td align="center" style="padding:24px 12px">
<!--[if mso]><table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table ${table} style="max-width:560px">
<tr><td bgcolor="${band.ground}" style="padding:20px 24px;background-color:${band.ground};font:700 22px/1 ${mono};letter-spacing:2px;color:${band.ink}">FLUX<span style="color:${band.accent}">_</span></td></tr>
<tr><td>${boardStrip()}</td></tr>
<tr><td class="card ink rule" bgcolor="${day.card}" style="padding:28px 24px;background-color:${day.card};border:1px solid ${day.rule};border-top:0;font-size:16px;line-height:1.6;color:${day.ink};${breaks}">
<h1 class="ink" dir="auto" style="margin:0 0 16px;font-size:28px;line-height:1.2;font-weight:700;text-align:left;color:${day.ink};${breaks}">${escapeHtml(heading)}</h1>
${paragraphs.map((text) => paragraph(text, "ink", "")).join("\n")}
${rows.length > 0 ? rowsTable(rows) : ""}
${action ? actionButton(action) : ""}
${footnote ? paragraph(footnote, "fog", "margin-bottom:0;font-size:14px;") : ""}
</td></tr>
<tr><td class="fog" style="padding:16px 0 0;font-size:13px;line-height:1.5;color:${day.fog}">The garment has a chip. The chip has a twin. Both are yours.${unsubscribe ? unsubscribeLine(unsubscribe) : ""}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table></body></html>`;
}

function paragraph(text: string, ink: "ink" | "fog", style: string) {
  return `<p class="${ink}" style="margin:0 0 16px;${style}color:${day[ink]}">${escapeHtml(text)}</p>`;
}

/** The chess board that every FLUX thing stands on, one rank of it. */
function boardStrip() {
  const square = (i: number) => {
    const color = i % 2 ? band.ground : band.accent;
    return `<td width="6.25%" height="8" bgcolor="${color}" style="background-color:${color};font-size:0;line-height:8px">&nbsp;</td>`;
  };
  return `<table ${table}><tr>${Array.from({ length: 16 }, (_, i) => square(i)).join("")}</tr></table>`;
}

function rowsTable(rows: { label: string; value: string }[]) {
  const cell = `padding:8px 0;border-top:1px solid ${day.rule};vertical-align:top;${breaks}`;
  const lines = rows.map(
    ({ label, value }) =>
      `<tr><td class="fog rule" style="${cell};padding-right:16px;color:${day.fog}">${escapeHtml(label)}</td><td class="ink rule" align="right" dir="auto" style="${cell};text-align:right;color:${day.ink}">${escapeHtml(value)}</td></tr>`,
  );
  return `<table ${table} style="margin:0 0 24px;font-size:15px">${lines.join("")}</table>`;
}

/** A button, and the same address in letters for clients that show no buttons. */
function actionButton({ label, href }: { label: string; href: string }) {
  const url = escapeHtml(href);
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 16px"><tr><td class="button" bgcolor="${day.button}" style="background-color:${day.button}"><a class="on-button" href="${url}" style="display:inline-block;padding:14px 28px;font-weight:700;color:${day.onButton};text-decoration:none">${escapeHtml(label)}</a></td></tr></table>
<p class="fog" style="margin:0 0 24px;font:13px/1.5 ${mono};color:${day.fog};word-break:break-all">${url}</p>`;
}

function unsubscribeLine({ page }: Unsubscribe) {
  return `<br><a class="fog" href="${escapeHtml(page)}" style="color:${day.fog};text-decoration:underline">No more of these</a>`;
}

function escapeHtml(text: string) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
