import { html } from "hono/html";
import { page, rupees } from "../page.ts";
import type { Razorpay } from "./context.ts";

/** The account at a glance: orders with their payments, and what became of the webhooks. */
export function ledgerPage({ store, keyId }: Razorpay) {
  const payments = store.payments.values().map((row) => row.entity);
  const orders = store.orders.values().reverse().slice(0, 40);
  const deliveries = store.deliveries.values().reverse().slice(0, 40);
  const body = html`
<p class="label">Sandbox · Razorpay</p>
<h1>Orders and payments</h1>
<p class="fog">Key <span class="mono">${keyId}</span>. No money moves here. Faults: <a href="/faults">/faults</a>, webhooks: <a href="/sandbox/webhooks">/sandbox/webhooks</a>.</p>
<div style="overflow-x:auto"><table>
<tr class="label"><th>Order</th><th>Amount</th><th>Status</th><th>Payments</th></tr>
${orders.map(
  ({ entity }) => html`<tr>
<td class="mono">${entity.id}<br><span class="fog">${entity.receipt}</span></td>
<td>${rupees(entity.amount)}</td><td>${entity.status}</td>
<td class="mono">${payments.filter((payment) => payment.order_id === entity.id).map((payment) => html`${payment.id} ${payment.method} ${payment.status}<br>`)}</td></tr>`,
)}
</table></div>
${orders.length === 0 ? html`<p>No orders yet. They appear when somebody checks out.</p>` : ""}
<h2 style="margin-top:2rem">Webhooks</h2>
<div style="overflow-x:auto"><table>
<tr class="label"><th>Event</th><th>State</th><th>Attempts</th><th>Last answer</th><th></th></tr>
${deliveries.map(
  (
    row,
  ) => html`<tr><td>${row.event}<br><span class="mono fog">${row.id}</span></td><td>${row.state}</td><td>${row.attempts}</td>
<td class="mono">${row.lastAnswer}</td><td><form method="post" action="/sandbox/webhooks/${row.id}/replay"><button>Send again</button></form></td></tr>`,
)}
</table></div>`;
  return page({ title: "Razorpay sandbox", body, refreshSec: 5 });
}
