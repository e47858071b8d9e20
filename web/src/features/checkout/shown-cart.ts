import type { Messages } from "next-intl";
import type { ReactNode } from "react";
import type { Schemas } from "@/api.ts";
import { fill } from "@/messages/fill.tsx";
import { formatMoney } from "@/ui/price.tsx";

type Cart = Schemas["Cart"];
type Line = [id: string, what: string, quantity: number, unitPaise: number];

/** What somebody was shown when they pressed "Pay": it travels with the form as JSON, so that a change can be told. */
export function shownCart({ items, totals }: Cart): string {
  return JSON.stringify([...items.map(lineOf), deliveryOf(totals)]);
}

export type CartChange = { id: string; words: ReactNode };

/** What is in a cart now and was not so when it was shown, a sentence each. */
export function changesSince(shown: string, now: Cart, words: Messages["checkout"]["changed"]): CartChange[] {
  const all = linesIn(shown);
  const before = all.filter(([id]) => id !== delivery);
  const lines = now.items.map(lineOf);
  const gone = before.filter(([id]) => !lines.some(([other]) => other === id));
  return [
    ...lines.flatMap(([id, what, quantity, paise]) => {
      const was = before.find(([other]) => other === id);
      if (!was) return { id, words: fill(words.added, { what, quantity }) };
      const [, , wasQuantity, wasPaise] = was;
      const more = fill(words.quantity, { what, was: wasQuantity, quantity });
      const moved = fill(words.price, { what, was: rupees(wasPaise), now: rupees(paise) });
      return [
        ...(wasQuantity === quantity ? [] : [{ id: `${id} quantity`, words: more }]),
        ...(wasPaise === paise ? [] : [{ id: `${id} price`, words: moved }]),
      ];
    }),
    ...gone.map(([id, what]) => ({ id, words: fill(words.gone, { what }) })),
    ...all.flatMap(([id, , , was]) =>
      id === delivery && was !== now.totals.shipping.amount
        ? { id, words: fill(words.delivery, { was: rupees(was), now: formatMoney(now.totals.shipping) }) }
        : [],
    ),
  ];
}

/** What delivery costs, as one line more. */
const delivery = "delivery";
function deliveryOf({ shipping }: Cart["totals"]): Line {
  return [delivery, "", 1, shipping.amount];
}

function lineOf({ id, product, size, color, quantity, unitPrice }: Cart["items"][number]): Line {
  return [id, `${product.name}, ${size}, ${color}`, quantity, unitPrice.amount];
}

/** The form's own field, which anybody can change: what can't be read was no line. */
function linesIn(shown: string): Line[] {
  try {
    const lines: unknown = JSON.parse(shown);
    return Array.isArray(lines) ? lines.filter((line): line is Line => Array.isArray(line)) : [];
  } catch {
    return [];
  }
}

const rupees = (amount: number) => formatMoney({ amount: Number(amount), currency: "INR" });
