import { Notice } from "@/ui/notice.tsx";
import type { Order } from "./queries.ts";

/** What has to be said about the money before anything else. */
export function OrderNotices({ order, said }: { order: Order; said: string | string[] | undefined }) {
  const { state } = order.payment;
  if (order.state === "pending" && state === "open" && said === "left") {
    return (
      <Notice tone="info" title="You left the payment page.">
        <p>Nothing was charged. Your pieces are still held.</p>
      </Notice>
    );
  }
  if (order.state === "pending" && (said === "failed" || state === "failed")) {
    return (
      <Notice tone="bad" title="The payment did not go through.">
        <p>Nothing was charged. Your pieces are still held: try again, or try another way to pay.</p>
      </Notice>
    );
  }
  if (state === "being_checked") {
    return (
      <Notice tone="warning" title="Your payment needs a look from us.">
        <p>The amount is not the one of this order. We write to you; you need not pay again.</p>
      </Notice>
    );
  }
  if (order.state === "expired" || order.state === "cancelled") {
    const back = state === "being_refunded" || state === "refunded";
    return (
      <Notice
        tone="warning"
        title={order.state === "expired" ? "The hold ran out." : "This order is cancelled."}
      >
        <p>
          {back
            ? "Your money goes back the way it came, in full."
            : "Nothing was charged, and the pieces are back on the shelf. Some may be there still."}
        </p>
      </Notice>
    );
  }
  return null;
}
