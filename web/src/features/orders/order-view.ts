import { formatMoney } from "@/ui/price.tsx";
import { orderNotice } from "./order-notice.ts";
import { mintWords, progressOf } from "./progress.ts";
import type { Order } from "./queries.ts";

export type OrderView = ReturnType<typeof orderView>;
export type PieceView = OrderView["pieces"][number];

/**
 * All of an order that changes while somebody looks, in the words to show: the page starts with it and asks for it
 * again. `said`: how the payment page was left.
 */
export function orderView(order: Order, said: string | undefined, nowMs = Date.now()) {
  const { payable, ...progress } = progressOf(order, nowMs, said === "received");
  return {
    ...progress,
    notice: orderNotice(order, said),
    pay: payable && {
      words: `Pay ${formatMoney(order.totals.total)}`,
      holdUntil: order.holdUntil,
      again: payable === "again",
    },
    over: order.state === "expired" || order.state === "cancelled",
    pieces: order.items.map((item) => ({ ...item, words: mintWords(item) })),
  };
}

/** Where an order's view is asked for again. */
export function orderViewPath(id: string, said: string | undefined): string {
  return said ? `/orders/${id}/live?payment=${encodeURIComponent(said)}` : `/orders/${id}/live`;
}
