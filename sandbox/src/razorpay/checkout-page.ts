import { html } from "hono/html";
import { page, rupees } from "../page.ts";
import type { OrderEntity } from "./entities.ts";
import { banks, wallets } from "./methods.ts";
import type { CheckoutRow } from "./store.ts";

const style = `
.head{display:flex;gap:.75rem;align-items:center;margin-bottom:1rem}
.mark{width:3rem;height:3rem;flex:none;display:grid;place-items:center;background:var(--raised);border:1px solid var(--line);font-weight:700;font-size:1.25rem;object-fit:contain}
.head h1{font-size:1.25rem;margin:0}
.amount{font-size:2.25rem;font-weight:700;font-variant-numeric:tabular-nums;line-height:1.1}
fieldset{border:0;padding:0;margin:1rem 0}
legend{padding:0;margin-bottom:.5rem}
.way{border:1px solid var(--line);background:var(--panel);margin-bottom:.5rem}
.way>label{display:flex;gap:.75rem;align-items:center;min-height:3rem;padding:.25rem .75rem;cursor:pointer}
.way input[type=radio]{width:1.25rem;min-height:1.25rem;accent-color:var(--acid);flex:none}
.way small{color:var(--fog);margin-left:auto}
.way .more{display:none;padding:0 .75rem .75rem 2.75rem}
.way:has(input[type=radio]:checked){border-color:var(--edge);background:var(--raised)}
.way:has(input[type=radio]:checked) .more{display:block}
.acts{display:grid;gap:.5rem}
.acts .two{display:grid;grid-template-columns:1fr 1fr;gap:.5rem}
`;

/** Where a person chooses how to pay. Plain HTML: works without JavaScript, on a phone first. */
export function checkoutPage(checkout: CheckoutRow, order: OrderEntity) {
  const amount = rupees(order.amount);
  const body = html`
<p class="notice">Sandbox: no money moves.</p>
<div class="head">
  ${checkout.image ? html`<img class="mark" src="${checkout.image}" alt="">` : html`<div class="mark" aria-hidden="true">${checkout.merchant.slice(0, 1)}</div>`}
  <div><h1>${checkout.merchant}</h1><div class="fog">${checkout.description}</div></div>
</div>
<div class="amount">${amount}</div>
<div class="mono fog">${order.id}${order.receipt ? ` · ${order.receipt}` : ""}</div>
<form method="post" action="/v1/checkout/${checkout.id}/pay">
  <fieldset>
    <legend class="label">Pay with</legend>
    ${way("upi", "UPI", "any UPI app", html`<label class="label" for="vpa">UPI ID</label><input id="vpa" name="vpa" value="success@razorpay" autocomplete="off" spellcheck="false">`, true)}
    ${way("card", "Card", "credit, debit", html`<label class="label" for="card_number">Card number</label><input id="card_number" name="card_number" value="4111 1111 1111 1111" inputmode="numeric" autocomplete="off">`)}
    ${way("netbanking", "Netbanking", "your bank", choice("bank", "Bank", banks))}
    ${way("wallet", "Wallet", "prepaid", choice("wallet", "Wallet", wallets))}
  </fieldset>
  <div class="acts">
    <button class="acid wide" name="outcome" value="captured">Pay ${amount}</button>
    <div class="two">
      <button name="outcome" value="failed">Bank declines</button>
      ${checkout.cancelUrl ? html`<a class="button" href="${checkout.cancelUrl}">Cancel</a>` : html`<button name="outcome" value="failed">Cancel</button>`}
    </div>
  </div>
</form>
<p class="fog" style="margin-top:1rem;font-size:.875rem">${checkout.email ? `Receipt to ${checkout.email}. ` : ""}This page stands in for Razorpay's hosted checkout.</p>`;
  return page({ title: `Pay ${checkout.merchant} ${amount}`, body, style, narrow: true });
}

function way(value: string, name: string, hint: string, more: unknown, checked = false) {
  return html`<div class="way"><label><input type="radio" name="method" value="${value}" ${checked ? "checked" : ""}>${name}<small>${hint}</small></label><div class="more">${more}</div></div>`;
}

function choice(name: string, label: string, options: Record<string, string>) {
  const items = Object.entries(options).map(([code, text]) => html`<option value="${code}">${text}</option>`);
  return html`<label class="label" for="${name}">${label}</label><select id="${name}" name="${name}">${items}</select>`;
}

export const returnScript = "document.forms[0].submit()";

/** Carries the result back to the merchant: by itself with JavaScript, by the button without. */
export function returnPage(checkout: CheckoutRow, fields: Record<string, string>) {
  const paid = "razorpay_payment_id" in fields;
  const body = html`
<p class="notice">Sandbox: no money moved.</p>
<h1>${paid ? "Payment done." : "Payment refused."}</h1>
<p>${paid ? html`Payment <span class="mono">${fields.razorpay_payment_id}</span>` : fields["error[description]"]}</p>
<p class="fog">Taking you back to ${checkout.merchant}…</p>
<form method="post" action="${checkout.callbackUrl}">
${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button class="acid wide">Back to ${checkout.merchant}</button>
</form>`;
  return page({ title: paid ? "Payment done" : "Payment refused", body, narrow: true, script: returnScript });
}

export function problemPage(sentence: string) {
  const body = html`<h1>Checkout can't open.</h1><p>${sentence}</p>`;
  return page({ title: "Checkout can't open", body, narrow: true });
}
