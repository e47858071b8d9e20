import { html } from "hono/html";
import { page } from "../page.ts";
import type { Message } from "./store.ts";

const time = new Intl.DateTimeFormat("en-IN", { dateStyle: "medium", timeStyle: "medium" });

/** All mails, newest first; reloads itself. */
export function listPage(messages: Message[], smtpPort: number) {
  const body = html`
<p class="label">Sandbox · Inbox</p>
<h1>Mail</h1>
<p class="fog">Every mail the platform sends ends here, nothing leaves this machine. SMTP on port ${smtpPort}.</p>
${messages.length === 0 ? html`<p class="card">Nothing yet. Register in the shop: the confirmation arrives here within seconds.</p>` : ""}
<div style="display:grid;gap:.5rem">
${messages.map(
  (
    message,
  ) => html`<a class="card" style="display:block;text-decoration:none;color:inherit" href="/messages/${message.id}/view">
<div class="row" style="justify-content:space-between"><strong>${message.subject || "(no subject)"}</strong><span class="mono fog">${time.format(new Date(message.receivedAt))}</span></div>
<div class="fog mono">to ${message.to.join(", ")}</div>
</a>`,
)}
</div>`;
  return page({ title: `Inbox (${messages.length})`, body, refreshSec: 4 });
}

/** One mail: its html in a frame that may not run scripts, or its text; every link once more below. */
export function messagePage(message: Message) {
  const body = html`
<p><a href="/">← All mail</a></p>
<h1>${message.subject || "(no subject)"}</h1>
<p class="mono fog">from ${message.from}<br>to ${message.to.join(", ")}<br>${time.format(new Date(message.receivedAt))}</p>
${message.html ? html`<iframe title="Mail" src="/messages/${message.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox" style="width:100%;height:34rem;border:1px solid var(--line);background:#fff"></iframe>` : html`<pre style="white-space:pre-wrap">${message.text}</pre>`}
${message.links.length > 0 ? html`<h2 style="margin-top:1.5rem">Links</h2><ul>${message.links.map((link) => html`<li><a class="mono" href="${link}">${link}</a></li>`)}</ul>` : ""}
${message.attachments.length > 0 ? html`<h2>Attachments</h2><ul>${message.attachments.map((part) => html`<li>${part.filename} <span class="fog">${part.contentType}, ${part.size} bytes</span></li>`)}</ul>` : ""}
${message.html ? html`<details><summary>Plain text</summary><pre style="white-space:pre-wrap">${message.text}</pre></details>` : ""}
<details><summary>Headers</summary><pre>${Object.entries(message.headers).map(([name, value]) => `${name}: ${value}\n`)}</pre></details>`;
  return page({ title: message.subject, body });
}
