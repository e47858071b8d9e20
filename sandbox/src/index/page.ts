import { html } from "hono/html";
import { page } from "../page.ts";
import type { IndexedPart } from "./indexed-part.ts";

const about: Record<IndexedPart["name"], { words: string; faults: string[] }> = {
  razorpay: {
    words:
      "Orders, hosted checkout, refunds and signed webhooks. The page shows what was paid and what became of each webhook.",
    faults: [
      '{ "on": "POST /v1/orders", "do": "drop_after" }',
      '{ "on": "webhook payment.captured", "do": "duplicate", "copies": 3 }',
      '{ "on": "webhook *", "do": "shuffle", "times": 3 }',
      '{ "on": "webhook *", "do": "suppress", "times": 3 }',
      '{ "on": "webhook order.paid", "do": "wrong_amount" }',
      '{ "on": "payment *", "do": "late_capture", "ms": 3000 }',
      '{ "on": "refund *", "do": "fail" }',
    ],
  },
  pinata: {
    words: "Pins files and folders under real CIDs and serves them at /ipfs/<cid>.",
    faults: [
      '{ "on": "POST /v3/files", "do": "status", "status": 502 }',
      '{ "on": "GET /ipfs/*", "do": "delay", "ms": 5000 }',
    ],
  },
  inbox: {
    words: "Every mail the platform sends. JSON at /messages?to=…&subject=…",
    faults: [
      '{ "on": "smtp *", "do": "reject", "status": 451 }',
      '{ "on": "smtp *", "do": "drop" }',
      '{ "on": "smtp *", "do": "drop_after" }',
    ],
  },
  sms: {
    words: "Every text message, given to MSG91 or to Twilio. JSON at /messages?to=%2B91…",
    faults: [
      '{ "on": "POST /api/v5/flow", "do": "status", "status": 429 }',
      '{ "on": "POST /api/v5/flow", "do": "drop_after" }',
      '{ "on": "POST /2010-04-01/*", "do": "status", "status": 500 }',
    ],
  },
  chips: {
    words: "A virtual NFC chip for each garment: hold a phone to it, or show the tap page a forged copy.",
    faults: ['{ "on": "POST /chips/*", "do": "delay", "ms": 3000 }'],
  },
};

/** Links and explains all parts and what can be made to go wrong. */
export function indexPage(parts: IndexedPart[]) {
  const body = html`
<p class="label">Flux · Sandbox</p>
<h1>Everybody outside, on this machine.</h1>
<p class="fog">The platform talks to these as it would to the real ones, over the same wire. No money moves, no mail leaves, no chip is real.</p>
<div class="grid" style="grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));margin:1.5rem 0">
${parts.map(
  ({ name, title, url }) => html`<article class="card">
<h2><a href="${url}">${title}</a></h2>
<p class="mono fog">${url}</p>
<p>${about[name].words}</p>
<details><summary class="label">What can go wrong</summary>${about[name].faults.map((rule) => html`<pre>${rule}</pre>`)}<p><a href="${url}/faults">Waiting faults</a></p></details>
</article>`,
)}
</div>
<p>No phone at hand? <a href="/authenticator">An authenticator app</a> shows the codes that signing in to the house asks for.</p>
<h2>Faults</h2>
<p>Each part takes a list of things to go wrong: <code>PUT /faults</code> with <code>{ "next": [rule, …] }</code> replaces it, <code>GET</code> shows it and what was taken, <code>DELETE</code> empties it. A rule waits for <code>on</code> (method and path, <code>*</code> matches anything, or a point of the part) and happens <code>times</code> times: <code>delay</code>, <code>status</code>, <code>drop</code> (before acting), <code>drop_after</code> (acted, answer lost), <code>garble</code>.</p>
<pre>curl -X PUT ${parts[0]?.url}/faults -H 'content-type: application/json' \\
  -d '{ "next": [{ "on": "POST /v1/orders", "do": "drop_after" }] }'</pre>`;
  return page({ title: "FLUX sandbox", body });
}
