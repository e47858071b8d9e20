import { randomUUID } from "node:crypto";
import type { Buyer } from "./open-buyers.ts";

type Shop = { apiUrls: string[]; razorpayUrl: string };
/** What a buyer is told at the end: nothing was left, or which order was paid. */
export type Outcome = { refused: string } | { paid: string };

/** What a client does when a server dies under it: it asks again, another one first, with the same key. */
async function ask(shop: Shop, buyer: Buyer, path: string, body: object, key: string): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const url = shop.apiUrls[(buyer.door + attempt) % shop.apiUrls.length];
    try {
      const answer = await fetch(`${url}${path}`, {
        method: "POST",
        headers: {
          ...{ "content-type": "application/json", authorization: `Bearer ${buyer.token}` },
          ...{ "x-forwarded-for": buyer.network, "idempotency-key": key },
        },
        body: JSON.stringify(body),
      });
      const busy =
        answer.status >= 500 ||
        (answer.status === 409 && (await codeOf(answer.clone())) === "request_in_progress");
      if (!busy) return answer;
      await answer.body?.cancel();
    } catch (error) {
      if (attempt > 600) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const codeOf = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code;

/** Cart, order, payment, and the vendor's page, as a buyer goes through them. */
export async function buy(shop: Shop, buyer: Buyer, variantId: string): Promise<Outcome> {
  const key = randomUUID();
  const added = await ask(shop, buyer, "/api/cart/add", { variantId }, `${key}-add`);
  if (!added.ok) return { refused: await codeOf(added) };
  await added.body?.cancel();
  const placed = await ask(shop, buyer, "/api/orders", { address: addressOf(buyer) }, `${key}-order`);
  if (!placed.ok) return { refused: await codeOf(placed) };
  const order = (await placed.json()) as { id: string };
  const started = await ask(shop, buyer, `/api/orders/${order.id}/payment`, {}, `${key}-payment`);
  if (!started.ok) return { refused: await codeOf(started) };
  const { providerOrderId } = (await started.json()) as { providerOrderId: string };
  const paid = await fetch(`${shop.razorpayUrl}/sandbox/pay`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ order_id: providerOrderId }),
  });
  if (!paid.ok) throw new Error(`the vendor answered ${paid.status}: ${await paid.text()}`);
  await paid.body?.cancel();
  return { paid: order.id };
}

const addressOf = ({ door }: Buyer) => ({
  ...{ fullName: "Aarav Mehta", phone: "+919876543210", line1: `${door}, Hill Road`, city: "Mumbai" },
  ...{ state: "Maharashtra", postalCode: "400050", country: "IN" },
});
