"use client";

import type { Messages } from "next-intl";
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
  pay,
  words,
  quiet,
  now,
}: {
  orderId: string;
  /** What the button says. */
  pay: string;
  words: Messages["checkout"]["payButton"];
  quiet?: boolean;
  now?: boolean;
}) {
  const [posted, action] = useActionState(startPayment, {});
  const { asked, asking, ask } = useCheckout(orderId, words);
  const provider = useRef<HTMLFormElement>(null);
  const started = useRef(false);
  const checkout = asked.checkout ?? posted.checkout;
  const problem = asked.problem ?? posted.problem;

  useEffect(() => {
    if (!now || started.current) return;
    started.current = true;
    // Coming back from the payment page must not lead straight into it again.
    window.history.replaceState(null, "", window.location.pathname);
    ask();
  }, [now, ask]);

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
          {words.goOn}
        </Button>
      </form>
    );
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    ask();
  };
  return (
    <form action={action} onSubmit={onSubmit} className="space-y-4">
      {problem && <Notice tone="bad" title={problem} />}
      <input type="hidden" name="orderId" value={orderId} />
      <SubmitButton
        wide
        size="large"
        look={quiet ? "quiet" : "primary"}
        busy={words.opening}
        pending={asking}
      >
        {pay}
      </SubmitButton>
    </form>
  );
}

/** Asks for the payment page, once however often it is pressed meanwhile. */
function useCheckout(orderId: string, words: Messages["checkout"]["payButton"]) {
  const [asked, setAsked] = useState<PayState>({});
  const [asking, setAsking] = useState(false);
  const busy = useRef(false);
  const ask = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    setAsking(true);
    const state = await askForCheckout(orderId, words);
    if (state.elsewhere) return window.location.assign(state.elsewhere);
    busy.current = false;
    setAsking(false);
    setAsked(state);
  }, [orderId, words]);
  return { asked, asking, ask };
}
