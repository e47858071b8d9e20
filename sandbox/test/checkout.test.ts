import { validatePaymentVerification } from "razorpay/dist/utils/razorpay-utils.js";
import { expect, test } from "vitest";
import { getJson, keys, razorpayWith } from "./fixture.ts";

const callback = "http://shop.test/api/payments/razorpay/callback";

async function openCheckout(url: string, changes: Record<string, string> = {}) {
  const authorization = `Basic ${btoa(`${keys.key_id}:${keys.key_secret}`)}`;
  const body = JSON.stringify({ amount: 1_249_900, currency: "INR", receipt: crypto.randomUUID() });
  const order = await getJson(`${url}/v1/orders`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body,
  });
  const order_id: string = order.id;
  const fields = {
    key_id: keys.key_id,
    order_id,
    name: "FLUX <Mumbai>",
    description: "Void Jacket 017/250",
    "prefill[email]": "asha@flux.test",
    "notes[order]": "ord_1",
    callback_url: callback,
    cancel_url: "http://shop.test/checkout",
    ...changes,
  };
  const response = await fetch(`${url}/v1/checkout/embedded`, {
    method: "POST",
    body: new URLSearchParams(fields),
  });
  const html = await response.text();
  const pay = async (wish: Record<string, string>) => {
    const action = /action="(\/v1\/checkout\/[^"]+)"/.exec(html)?.[1];
    const answer = await fetch(url + action, { method: "POST", body: new URLSearchParams(wish) });
    return hiddenForm(await answer.text());
  };
  const get = (path: string) => getJson(url + path, { headers: { authorization } });
  return { order_id, status: response.status, html, pay, get };
}

function hiddenForm(html: string) {
  const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1];
  const inputs = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return {
    action,
    fields: Object.fromEntries(
      [...inputs].map(([, name, value]) => [
        name,
        (value ?? "").replaceAll("&quot;", '"').replaceAll("&#39;", "'"),
      ]),
    ),
  };
}

test("checkout shows who is paid and how much, says that no money moves, and needs nothing from outside", async () => {
  const { razorpay } = await razorpayWith();
  const { html, status } = await openCheckout(razorpay.url);
  expect(status).toBe(200);
  expect(html).toContain("FLUX &lt;Mumbai&gt;");
  expect(html).toContain("Void Jacket 017/250");
  expect(html).toContain("₹12,499");
  expect(html).toContain("Sandbox: no money moves.");
  expect(html).toContain('href="http://shop.test/checkout"');
  expect(html).not.toMatch(/<script|<link(?! rel="icon" href="data:,")|@import|url\(/);
});

test.each([
  ["upi", { vpa: "success@razorpay" }, { vpa: "success@razorpay" }],
  ["card", { card_number: "4111 1111 1111 1111" }, { card_id: expect.stringMatching(/^card_/) }],
  ["netbanking", { bank: "SBIN" }, { bank: "SBIN" }],
  ["wallet", { wallet: "phonepe" }, { wallet: "phonepe" }],
])(
  "paying by %s captures the payment and sends the browser back with a valid signature",
  async (method, details, seen) => {
    const { razorpay } = await razorpayWith();
    const checkout = await openCheckout(razorpay.url);
    const { action, fields } = await checkout.pay({ method, outcome: "captured", ...details });
    expect(action).toBe(callback);
    expect(Object.keys(fields)).toEqual(["razorpay_payment_id", "razorpay_order_id", "razorpay_signature"]);
    const ids = { order_id: checkout.order_id, payment_id: fields.razorpay_payment_id ?? "" };
    expect(validatePaymentVerification(ids, fields.razorpay_signature ?? "", keys.key_secret)).toBe(true);
    expect(await checkout.get(`/v1/payments/${fields.razorpay_payment_id}`)).toMatchObject({
      status: "captured",
      amount: 1_249_900,
      method,
      email: "asha@flux.test",
      notes: { order: "ord_1" },
      ...seen,
    });
  },
);

test.each([
  { outcome: "failed", vpa: "success@razorpay" },
  { outcome: "captured", vpa: "failure@razorpay" },
])(
  "a refusal ($outcome, $vpa) goes back to the shop as error fields and leaves the order payable",
  async (wish) => {
    const { razorpay } = await razorpayWith();
    const checkout = await openCheckout(razorpay.url);
    const { action, fields } = await checkout.pay({ method: "upi", ...wish });
    expect(action).toBe(callback);
    expect(fields).toMatchObject({
      "error[code]": "BAD_REQUEST_ERROR",
      "error[source]": "bank",
      "error[step]": "payment_authorization",
      "error[reason]": "payment_failed",
    });
    expect(JSON.parse(fields["error[metadata]"] ?? "")).toEqual({
      payment_id: expect.stringMatching(/^pay_/),
      order_id: checkout.order_id,
    });
    expect(await checkout.get(`/v1/orders/${checkout.order_id}`)).toMatchObject({ status: "attempted" });
    const paid = await checkout.pay({ method: "card", outcome: "captured" });
    expect(paid.fields).toHaveProperty("razorpay_signature");
  },
);

test("a second click on Pay gets the same payment back", async () => {
  const { razorpay } = await razorpayWith();
  const checkout = await openCheckout(razorpay.url);
  const wish = { method: "upi", outcome: "captured" };
  expect(await checkout.pay(wish)).toEqual(await checkout.pay(wish));
});

test("checkout does not open for another account's key, an unknown order or a callback that is no URL", async () => {
  const { razorpay } = await razorpayWith();
  expect((await openCheckout(razorpay.url, { key_id: "rzp_test_other" })).status).toBe(400);
  expect((await openCheckout(razorpay.url, { order_id: "order_00000000000000" })).status).toBe(400);
  expect((await openCheckout(razorpay.url, { callback_url: "javascript:alert(1)" })).status).toBe(400);
});
