"use client";

import { startTransition, useActionState, useEffect, useRef } from "react";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { startPayment } from "./actions.ts";

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
  const [state, action] = useActionState(startPayment, {});
  const provider = useRef<HTMLFormElement>(null);
  const started = useRef(false);

  useEffect(() => {
    if (!now || started.current) return;
    started.current = true;
    // Coming back from the payment page must not lead straight into it again.
    window.history.replaceState(null, "", window.location.pathname);
    const form = new FormData();
    form.set("orderId", orderId);
    startTransition(() => action(form));
  }, [now, orderId, action]);

  useEffect(() => {
    if (state.checkout) provider.current?.submit();
  }, [state]);

  if (state.checkout) {
    return (
      <form ref={provider} action={state.checkout.action} method="post">
        {Object.entries(state.checkout.fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit" wide size="large">
          Go on to the payment page
        </Button>
      </form>
    );
  }
  return (
    <form action={action} className="space-y-4">
      {state.problem && <Notice tone="bad" title={state.problem} />}
      <input type="hidden" name="orderId" value={orderId} />
      <SubmitButton wide size="large" look={quiet ? "quiet" : "primary"} busy="Opening the payment page…">
        {words}
      </SubmitButton>
    </form>
  );
}
