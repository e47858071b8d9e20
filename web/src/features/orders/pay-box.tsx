import { PayButton } from "@/features/checkout/pay-button.tsx";
import { HoldClock } from "./hold-clock.tsx";
import type { OrderView } from "./order-view.ts";

type Pay = NonNullable<OrderView["pay"]>;

export function PayBox({ orderId, pay, now }: { orderId: string; pay: Pay; now: boolean }) {
  return (
    <div className="space-y-4">
      {pay.holdUntil && (
        <p>
          Your pieces are held <HoldClock until={pay.holdUntil} />.
        </p>
      )}
      <PayButton orderId={orderId} words={pay.words} quiet={pay.again} now={now} />
      {pay.again && (
        <p className="text-sm text-fog">
          Paid already? It shows here within seconds; no need to press again.
        </p>
      )}
    </div>
  );
}
