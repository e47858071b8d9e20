import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Schemas } from "@/api.ts";
import { changesSince, shownCart } from "@/features/checkout/shown-cart.ts";
import messages from "@/messages/en.json" with { type: "json" };

type Item = Schemas["Cart"]["items"][number];
const inr = (amount: number) => ({ amount, currency: "INR" as const });

function cartOf(lines: [id: string, quantity: number, paise: number][], shippingPaise = 0) {
  const items = lines.map(([id, quantity, paise]) => ({
    ...{ id, quantity, size: "M", color: "Void", unitPrice: inr(paise) },
    product: { slug: id, name: id, image: null },
  })) as Item[];
  return { items, totals: { shipping: inr(shippingPaise) } } as Schemas["Cart"];
}

const told = (before: Schemas["Cart"], now: Schemas["Cart"]) =>
  changesSince(shownCart(before), now, messages.checkout.changed).map(({ words }) =>
    renderToStaticMarkup(words),
  );

test("a cart that is as it was shown has nothing to tell", () => {
  const cart = cartOf([["Vest", 1, 179_900]], 7_900);
  expect(told(cart, cart)).toEqual([]);
});

test("what came, went, changed its number or its price is told, a sentence each", () => {
  const before = cartOf([
    ["Vest", 1, 179_900],
    ["Cap", 1, 99_900],
  ]);
  const now = cartOf([
    ["Vest", 2, 199_900],
    ["Tee", 1, 89_900],
  ]);
  expect(told(before, now)).toEqual([
    "Vest, M, Void: 2 in place of 1.",
    "Vest, M, Void costs ₹1,999 now. It was ₹1,799.",
    "Tee, M, Void is in your cart now, 1 of it.",
    "Cap, M, Void is not in your cart any more.",
  ]);
});

test("delivery that costs another sum to the address that was typed is told", () => {
  const lines: [string, number, number][] = [["Socks", 1, 49_900]];
  expect(told(cartOf(lines, 4_900), cartOf(lines, 12_900))).toEqual([
    "Delivery to this address is ₹129, not ₹49.",
  ]);
});

test.each(["", "{", "null", '"x"', "[1, null]"])(
  "a form whose field says %j tells what is there now",
  (shown) => {
    const now = cartOf([["Vest", 1, 179_900]]);
    expect(changesSince(shown, now, messages.checkout.changed)).toHaveLength(1);
  },
);
