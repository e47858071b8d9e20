import type { Messages } from "next-intl";
import type { paths } from "@/api.gen.ts";
import { problemOf } from "@/api-problem.ts";
import { signInPath } from "@/features/account/next-path.ts";

type Started = paths["/api/orders/{id}/payment"]["post"]["responses"][200]["content"]["application/json"];

/** Where the payment page is and what it is told, or why there is none; `elsewhere` where the person must go first. */
export type PayState = { problem?: string; checkout?: Started["checkout"]; elsewhere?: string };

const patienceMs = 30_000;

/**
 * Asks for an order's payment page, from the browser. Safe to repeat. Not a server action: those wait in the router's
 * queue, and one that gets no answer takes the page away.
 */
export async function askForCheckout(
  orderId: string,
  words: Messages["checkout"]["payButton"],
): Promise<PayState> {
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const response = await fetch(`/api/orders/${orderId}/payment`, { method: "POST", signal });
    if (response.status === 401) return { elsewhere: signInPath(`/orders/${orderId}`) };
    const body: unknown = await response.json();
    return response.ok
      ? { checkout: (body as Started).checkout }
      : { problem: problemOf(body, words.broken).message };
  } catch {
    return { problem: words.noAnswer };
  }
}
