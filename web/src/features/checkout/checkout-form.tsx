"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { placeOrder } from "./actions.ts";
import { AddressFields, type TypedAddress } from "./address-fields.tsx";

export function CheckoutForm({
  idempotencyKey,
  pay,
  initial,
  words,
}: {
  idempotencyKey: string;
  pay: string;
  /** The person's default address, else what is known of them. */
  initial: TypedAddress;
  words: Messages["checkout"]["form"];
}) {
  const [state, action] = useActionState(placeOrder, {});
  return (
    <form action={action} className="space-y-5">
      <FormProblem state={state} titles={words} />
      <input type="hidden" name="key" value={idempotencyKey} />
      <AddressFields state={state} initial={initial} words={words} />
      <p className="text-fog">{words.ship}</p>
      <SubmitButton wide size="large" busy={words.placing}>
        {pay}
      </SubmitButton>
    </form>
  );
}
