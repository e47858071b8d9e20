import type { Order } from "./queries.ts";

export type OrderNotice = { tone: "info" | "warning" | "bad"; title: string; words: string };

/** What has to be said about the money before anything else. `said`: how the payment page was left. */
export function orderNotice(order: Order, said: string | undefined): OrderNotice | undefined {
  const { state } = order.payment;
  if (order.state === "pending" && state === "open" && said === "left") {
    return {
      tone: "info",
      title: "You left the payment page.",
      words: "Nothing was charged. Your pieces are still held.",
    };
  }
  if (order.state === "pending" && (said === "failed" || state === "failed")) {
    return {
      tone: "bad",
      title: "The payment did not go through.",
      words: "Nothing was charged. Your pieces are still held: try again, or try another way to pay.",
    };
  }
  if (state === "being_checked") {
    return {
      tone: "warning",
      title: "Your payment needs a look from us.",
      words: "The amount is not the one of this order. We write to you; you need not pay again.",
    };
  }
  if (order.state === "expired" || order.state === "cancelled") {
    const back = state === "being_refunded" || state === "refunded";
    return {
      tone: "warning",
      title: order.state === "expired" ? "The hold ran out." : "This order is cancelled.",
      words: back
        ? "Your money goes back the way it came, in full."
        : "Nothing was charged, and the pieces are back on the shelf. Some may be there still.",
    };
  }
}
