"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SelectField } from "@/ui/select-field.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { placeOrder } from "./actions.ts";
import { indianStates } from "./indian-states.ts";

type FieldName = "fullName" | "phone" | "line1" | "line2" | "city" | "state" | "postalCode";

export function CheckoutForm({
  idempotencyKey,
  pay,
  name,
  words,
}: {
  idempotencyKey: string;
  pay: string;
  name: string;
  words: Messages["checkout"]["form"];
}) {
  const [state, action] = useActionState(placeOrder, {});
  const field = (of: FieldName) => ({
    name: of,
    title: words[of],
    defaultValue: state.values?.[of],
    error: state.fields?.[of],
  });
  return (
    <form action={action} className="space-y-5">
      <FormProblem state={state} titles={words} />
      <input type="hidden" name="key" value={idempotencyKey} />
      <Field
        {...field("fullName")}
        defaultValue={state.values?.fullName ?? name}
        autoComplete="name"
        required
      />
      <Field
        {...field("phone")}
        type="tel"
        autoComplete="tel"
        inputMode="tel"
        required
        hint={words.phoneHint}
      />
      <Field {...field("line1")} autoComplete="address-line1" required maxLength={200} />
      <Field {...field("line2")} note={words.optional} autoComplete="address-line2" maxLength={200} />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          {...field("postalCode")}
          autoComplete="postal-code"
          inputMode="numeric"
          required
          maxLength={7}
        />
        <Field {...field("city")} autoComplete="address-level2" required maxLength={80} />
      </div>
      <SelectField
        key={state.values?.state}
        {...field("state")}
        unchosen={words.unchosen}
        options={indianStates}
        autoComplete="address-level1"
        required
      />
      <p className="text-fog">{words.ship}</p>
      <SubmitButton wide size="large" busy={words.placing}>
        {pay}
      </SubmitButton>
    </form>
  );
}
