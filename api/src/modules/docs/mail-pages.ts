import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { RenderedMail } from "../mail/mail-content.ts";

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** All mails, by the module that sends them. */
export function mailIndexPage(mails: Map<string, RenderedMail>) {
  const modules = Map.groupBy(mails, ([name]) => name.split("/")[0] ?? "");
  return page(
    "Mails",
    html`<p><a href="/api/docs">API docs</a></p>
<h1>Mails</h1>
<p>All that people are mailed, with examples for values (<code>docs/example-mails.ts</code>).</p>
${[...modules].map(
  ([module, ofModule]) => html`<h2>${module}</h2>
<ul>${ofModule.map(
    ([name, { subject }]) =>
      html`<li><a href="/api/docs/mails/${name}">${subject}</a> <code>${name}</code></li>`,
  )}</ul>`,
)}`,
  );
}

/** One mail as its reader gets it: on a phone and on a desk, by day and by night, and without HTML. */
export function mailPage(name: string, mail: RenderedMail) {
  return page(
    mail.subject,
    html`<p><a href="/api/docs/mails">All mails</a></p>
<h1>${mail.subject}</h1>
<p><code>${name}</code></p>
<div>
${frame(mail, "Phone", 360, "light")}
${frame(mail, "Phone", 360, "dark")}
${frame(mail, "Desktop", 640, "light")}
${frame(mail, "Desktop", 640, "dark")}
</div>
<h2>Plain text</h2>
<pre>${mail.text}</pre>`,
  );
}

type Scheme = "light" | "dark";

function frame({ html: mail }: RenderedMail, device: string, width: number, scheme: Scheme) {
  const title = `${device}, ${scheme}`;
  return html`<figure>
<figcaption>${title}</figcaption>
<iframe sandbox title="${title}" width="${width}" style="color-scheme:${scheme}" srcdoc="${seenBy(scheme, mail)}"></iframe>
</figure>`;
}

/** The mail as if its reader's system had these colours, whichever the one before this page has. */
function seenBy(scheme: Scheme, mail: string) {
  return mail
    .replace("(prefers-color-scheme:dark)", scheme === "dark" ? "all" : "not all")
    .replaceAll("light dark", scheme);
}

// The night palette of the API docs beside it (page.ts).
const style = `
:root { color-scheme: dark; }
body { max-width: 84rem; margin: 0 auto; padding: .75rem; background: #05060b; color: #eceaff; font: 1rem/1.6 "Space Grotesk", "Segoe UI", system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; overflow-wrap: anywhere; }
a { color: #22e7ff; }
code, figcaption { color: #a9a6c9; font-size: .875rem; overflow-wrap: anywhere; }
li { margin: .75rem 0; }
li code { display: block; }
div { display: flex; flex-wrap: wrap; gap: 1rem; }
figure { max-width: 100%; margin: 0; overflow-x: auto; }
iframe { display: block; height: 44rem; border: 1px solid #3a3858; }
pre { margin: 0; padding: 1rem; border: 1px solid #3a3858; white-space: pre-wrap; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid #c6ff3d; outline-offset: 2px; }
`;

function page(title: string, body: Markup) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · FLUX</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<style>${raw(style)}</style>
</head>
<body><main>${body}</main></body>
</html>`;
}
