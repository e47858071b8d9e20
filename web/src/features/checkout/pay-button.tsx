"use client";

import { type FormEvent, useActionState, useCallback, useEffect, useRef, useState } from "react";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { startPayment } from "./actions.ts";
import { askForCheckout, type PayState } from "./ask-for-checkout.ts";

/**
 * Leads to the hosted payment page: asks for its form, then posts it. `now` does both at once, for whoever has just
 * pressed "Pay" in the checkout. Without JavaScript each of the two is a click.
 */
export function PayButton({
  orderId,
  words,
  quiet,
  now,
}: {
  orderId: string;
  words: string;
  quiet?: boolean;
  now?: boolean;
}) {
  const [posted, action] = useActionState(startPayment, {});
  const { asked, asking, pay } = usePay(orderId);
  const provider = useRef<HTMLFormElement>(null);
  const started = useRef(false);
  const checkout = asked.checkout ?? posted.checkout;
  const problem = asked.problem ?? posted.problem;

  useEffect(() => {
    if (!now || started.current) return;
    started.current = true;
    // Coming back from the payment page must not lead straight into it again.
    window.history.replaceState(null, "", window.location.pathname);
    pay();
  }, [now, pay]);

  useEffect(() => {
    if (checkout) provider.current?.submit();
  }, [checkout]);

  if (checkout) {
    return (
      <form ref={provider} action={checkout.action} method="post">
        {Object.entries(checkout.fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit" wide size="large">
          Go on to the payment page
        </Button>
      </form>
    );
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    pay();
  };
  return (
    <form action={action} onSubmit={onSubmit} className="space-y-4">
      {problem && <Notice tone="bad" title={problem} />}
      <input type="hidden" name="orderId" value={orderId} />
      <SubmitButton
        wide
        size="large"
        look={quiet ? "quiet" : "primary"}
        busy="Opening the payment page…"
        pending={asking}
      >
        {words}
      </SubmitButton>
    </form>
  );
}

/** Asks for the payment page, once however often it is pressed meanwhile. */
function usePay(orderId: string) {
  const [asked, setAsked] = useState<PayState>({});
  const [asking, setAsking] = useState(false);
  const busy = useRef(false);
  const pay = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    setAsking(true);
    const state = await askForCheckout(orderId);
    if (state.elsewhere) return window.location.assign(state.elsewhere);
    busy.current = false;
    setAsking(false);
    setAsked(state);
  }, [orderId]);
  return { asked, asking, pay };
}
