import { html } from "hono/html";
import { Secret, TOTP, URI } from "otpauth";
import { page } from "../page.ts";

const periodSec = 30;

/** The secret in what was pasted: an `otpauth://` link, or the key itself, in any case and with spaces. Null for neither. */
function secretIn(pasted: string): Secret | null {
  try {
    if (pasted.startsWith("otpauth:")) return URI.parse(pasted).secret;
    const key = pasted.replaceAll(/\s/g, "").toUpperCase();
    return /^[A-Z2-7]{16,}$/.test(key) ? Secret.fromBase32(key) : null;
  } catch {
    return null;
  }
}

/** An authenticator app for who has no phone at hand: the code of a key, and how long it counts. Keeps nothing. */
export function authenticatorPage(pasted: string) {
  const secret = pasted === "" ? null : secretIn(pasted.trim());
  const now = Date.now();
  const leftSec = periodSec - (Math.floor(now / 1000) % periodSec);
  const code = secret && new TOTP({ secret, digits: 6, period: periodSec }).generate({ timestamp: now });
  const body = html`
<p class="label">Flux · Sandbox</p>
<h1>Authenticator app</h1>
<p class="fog">Where a phone's app would be: paste the key that the shop shows under Account, Security. Keep this page as a bookmark: it keeps nothing.</p>
<form method="get" action="/authenticator">
<label for="secret" class="label">Key, or otpauth:// link</label>
<input id="secret" name="secret" value="${pasted}" autocomplete="off" spellcheck="false">
<p><button class="acid wide">Show the code</button></p>
</form>
${
  code
    ? html`<div class="card"><p class="label">Code</p><p class="mono" style="font-size:2.5rem;margin:0" data-code>${code}</p><p class="fog">Counts for ${leftSec} seconds more, and once.</p></div>`
    : pasted
      ? html`<p class="notice">That is no key: 16 letters A to Z and digits 2 to 7, or more, or a link that begins with otpauth://</p>`
      : ""
}`;
  return page({ title: "Authenticator", body, narrow: true, ...(code && { refreshSec: leftSec }) });
}
