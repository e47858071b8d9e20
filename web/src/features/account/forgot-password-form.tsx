"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { forgotPassword } from "./password-actions.ts";

type Props = { next: string; words: Messages["account"]["forgotPasswordForm"] };

export function ForgotPasswordForm({ next, words }: Props) {
  const [state, action] = useActionState(forgotPassword, {});
  return (
    <form action={action} className="space-y-5">
      <FormProblem state={state} titles={words} />
      <input type="hidden" name="next" value={next} />
      <Field
        name="email"
        title={words.email}
        type="email"
        autoComplete="username"
        required
        defaultValue={state.values?.email}
        error={state.fields?.email}
      />
      <SubmitButton wide busy={words.sending}>
        {words.send}
      </SubmitButton>
    </form>
  );
}
