"use client";

import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SelectField } from "@/ui/select-field.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { placeOrder } from "./actions.ts";
import { indianStates } from "./indian-states.ts";

const titles = {
  fullName: "Full name",
  phone: "Mobile number",
  line1: "House and street",
  line2: "Area or landmark",
  city: "City",
  state: "State",
  postalCode: "PIN code",
};

export function CheckoutForm({
  idempotencyKey,
  total,
  name,
}: {
  idempotencyKey: string;
  total: string;
  name: string;
}) {
  const [state, action] = useActionState(placeOrder, {});
  const field = (of: keyof typeof titles) => ({
    name: of,
    title: titles[of],
    defaultValue: state.values?.[of],
    error: state.fields?.[of],
  });
  return (
    <form action={action} className="space-y-5">
      <FormProblem state={state} titles={titles} />
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
        hint="For the courier. Ten digits, +91 if you like."
      />
      <Field {...field("line1")} autoComplete="address-line1" required maxLength={200} />
      <Field {...field("line2")} autoComplete="address-line2" maxLength={200} />
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
        options={indianStates}
        autoComplete="address-level1"
        required
      />
      <p className="text-fog">
        We ship in India. You pay on Razorpay's page next: UPI, card, netbanking or wallet.
      </p>
      <SubmitButton wide size="large" busy="Placing the order…">
        Pay {total}
      </SubmitButton>
    </form>
  );
}
