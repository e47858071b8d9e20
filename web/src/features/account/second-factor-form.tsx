"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { passSecondFactor } from "./second-factor-actions.ts";

/** The second step of a sign-in. The recovery code has a form of its own, so that Enter sends what was typed. */
export function SecondFactorForm({
  next,
  words,
}: {
  next: string;
  words: Messages["account"]["secondFactorForm"];
}) {
  const [state, action] = useActionState(passSecondFactor, {});
  const [recovery, recover] = useActionState(passSecondFactor, {});
  return (
    <>
      <form action={action} className="space-y-5">
        <FormProblem state={state} titles={words} />
        <input type="hidden" name="next" value={next} />
        <Field
          name="code"
          title={words.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          required
          error={state.fields?.code}
        />
        <SubmitButton wide busy={words.looking}>
          {words.signIn}
        </SubmitButton>
      </form>
      <details className="mt-8 border-t border-line pt-5" open={recovery.problem ? true : undefined}>
        <summary className="cursor-pointer py-2 text-fog hover:text-ice">{words.lost}</summary>
        <form action={recover} className="mt-4 space-y-5">
          <FormProblem state={recovery} titles={words} />
          <input type="hidden" name="next" value={next} />
          <Field
            name="recoveryCode"
            title={words.recoveryCode}
            hint={words.recoveryHint}
            autoComplete="off"
            autoCapitalize="none"
            required
            defaultValue={recovery.values?.recoveryCode}
            error={recovery.fields?.recoveryCode}
          />
          <SubmitButton look="quiet" wide busy={words.looking}>
            {words.recover}
          </SubmitButton>
        </form>
      </details>
    </>
  );
}
