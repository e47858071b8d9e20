import type { Messages } from "next-intl";
import type { Schemas } from "@/api.ts";
import { problemOf, type Refusal } from "@/api-problem.ts";
import { signInPath } from "@/features/account/next-path.ts";
import { type FormState, textOf, typedValues } from "@/ui/form-state.ts";
import { addressRefusal, readAddress } from "./read-address.ts";
import { type CartChange, changesSince, shownCart } from "./shown-cart.ts";

/** What an order that was refused shows. `agreed`: the cart as it is now, and its total, for the next press. */
export type CheckoutState = FormState & {
  changes?: CartChange[];
  agreed?: { total: Schemas["Money"]; shown: string };
  key?: string;
  heldIn?: string;
  elsewhere?: string;
};

const patienceMs = 30_000;

/**
 * Places the order from the browser. Not a server action: one that gets no answer takes the page away, and one of before a
 * deploy is known to nobody. Safe to repeat: the form's key is one order.
 */
export async function placeFromBrowser(
  form: FormData,
  words: Pick<Messages["checkout"], "form" | "refused" | "changed">,
): Promise<CheckoutState> {
  const values = typedValues(form);
  const ask = async (key: string) => {
    const response = await fetch("/api/orders", {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify({
        paymentMethod: "razorpay",
        address: readAddress(form),
        expectedTotal: Number(textOf(form, "expectedTotal")),
      }),
      signal: AbortSignal.timeout(patienceMs),
    });
    return { response, body: (await response.json()) as unknown };
  };
  try {
    const key = textOf(form, "key");
    const { response, body } = await ask(key);
    if (response.ok) return { elsewhere: `/orders/${(body as Schemas["Order"]).id}?pay=now` };
    if (response.status === 401) return { elsewhere: signInPath("/checkout"), values };
    const refusal = problemOf(body, words.form.broken);
    if (refusal.code === "cart_empty") return { elsewhere: "/cart", values };
    // The page is of before an order that ended: this press means a new one.
    if (refusal.code === "order_ended") {
      form.set("key", crypto.randomUUID());
      return { ...(await placeFromBrowser(form, words)), key: textOf(form, "key") };
    }
    if (refusal.code === "total_changed") {
      // With delivery as it is to where the order goes.
      const { state, postalCode } = readAddress(form);
      const there = new URLSearchParams({ state, postalCode });
      const answer = await fetch(`/api/cart?${there}`, { cache: "no-store" });
      const cart = (await answer.json()) as Schemas["Cart"];
      return { ...changed(cart, textOf(form, "shown"), words.changed), code: refusal.code, values };
    }
    return { ...addressRefusal(refusal, form, words.refused), ...heldByYou(refusal, words.form) };
  } catch {
    return { problem: words.form.noAnswer, values };
  }
}

/** What there is to say of what the person holds themselves: the order, where it is paid or given back. */
export function heldByYou({ heldIn }: Refusal, words: Messages["checkout"]["form"]): CheckoutState {
  return heldIn ? { problem: words.heldByYou, heldIn } : {};
}

/** What there is to say when the total is another one than was shown. */
export function changed(
  cart: Schemas["Cart"],
  shown: string,
  words: Messages["checkout"]["changed"],
): CheckoutState {
  return {
    problem: words.title,
    changes: changesSince(shown, cart, words),
    agreed: { total: cart.totals.total, shown: shownCart(cart) },
  };
}
