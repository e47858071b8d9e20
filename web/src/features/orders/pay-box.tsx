import { PayButton } from "@/features/checkout/pay-button.tsx";
import { formatMoney } from "@/ui/price.tsx";
import { HoldClock } from "./hold-clock.tsx";
import type { Order } from "./queries.ts";

export function PayBox({ order, again, now }: { order: Order; again: boolean; now: boolean }) {
  return (
    <div className="space-y-4">
      {order.holdUntil && (
        <p>
          Your pieces are held <HoldClock until={order.holdUntil} />.
        </p>
      )}
      <PayButton
        orderId={order.id}
        words={`Pay ${formatMoney(order.totals.total)}`}
        quiet={again && order.payment.state === "open"}
        now={now}
      />
      {again && (
        <p className="text-sm text-fog">
          Paid already? It shows here within seconds; no need to press again.
        </p>
      )}
    </div>
  );
}
