import type { Messages } from "next-intl";
import { PayButton } from "@/features/checkout/pay-button.tsx";
import { HoldClock } from "./hold-clock.tsx";
import type { OrderView } from "./order-view.ts";

type Pay = NonNullable<OrderView["pay"]>;

export function PayBox({
  orderId,
  pay,
  now,
  serverNowMs,
  words,
  buttonWords,
}: {
  orderId: string;
  pay: Pay;
  now: boolean;
  serverNowMs: number;
  words: Messages["orders"]["live"]["pay"];
  buttonWords: Messages["checkout"]["payButton"];
}) {
  return (
    <div className="space-y-4">
      {pay.holdUntil && (
        <p>
          <HoldClock until={pay.holdUntil} serverNowMs={serverNowMs} words={words} />
        </p>
      )}
      <PayButton orderId={orderId} pay={pay.words} words={buttonWords} quiet={pay.again} now={now} />
      {pay.again && <p className="text-sm text-fog">{words.already}</p>}
    </div>
  );
}
