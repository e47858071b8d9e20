"use client";

import type { Messages } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { turnOnSecondFactor } from "./second-factor-actions.ts";

/**
 * `offer` is what the app reads; null once the second factor is on. The codes come back with the answer that turned it
 * on, and stand here until the page is left.
 */
export function TurnOnForm({
  offer,
  isOn,
  words,
  codesWords,
}: {
  offer: ReactNode;
  isOn: ReactNode;
  words: Messages["account"]["turnOnForm"];
  codesWords: Messages["account"]["recoveryCodes"];
}) {
  const [state, action] = useActionState(turnOnSecondFactor, {});
  if (state.codes) return <RecoveryCodes codes={state.codes} words={codesWords} />;
  if (!offer) return isOn;
  return (
    <>
      {offer}
      <form action={action} className="mt-8 max-w-md space-y-5">
        <FormProblem state={state} titles={words} />
        <Field
          name="code"
          title={words.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          error={state.fields?.code}
        />
        <SubmitButton busy={words.looking}>{words.turnOn}</SubmitButton>
      </form>
    </>
  );
}
