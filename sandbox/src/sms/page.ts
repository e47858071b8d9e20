import { html } from "hono/html";
import { page } from "../page.ts";
import type { TextMessage } from "./store.ts";

const time = new Intl.DateTimeFormat("en-IN", { dateStyle: "medium", timeStyle: "medium" });

/** All text messages, newest first; reloads itself. */
export function messagesPage(messages: TextMessage[]) {
  const body = html`
<p class="label">Sandbox · Text messages</p>
<h1>SMS</h1>
<p class="fog">Every text message the platform sends ends here, whichever vendor it was given to. No phone rings.</p>
${messages.length === 0 ? html`<p class="card">Nothing yet. Add a phone number under Account, Profile: its code arrives here within seconds.</p>` : ""}
<div style="display:grid;gap:.5rem">
${messages.map(
  ({ vendor, to, from, text, receivedAt }) => html`<article class="card">
<div class="row" style="justify-content:space-between"><strong class="mono">${to}</strong><span class="mono fog">${time.format(new Date(receivedAt))}</span></div>
<p style="white-space:pre-wrap;margin-top:.5rem">${text}</p>
<div class="fog mono">from ${from}, by ${vendor}</div>
</article>`,
)}
</div>`;
  return page({ title: `SMS (${messages.length})`, body, narrow: true, refreshSec: 4 });
}
