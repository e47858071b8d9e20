"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { NewPasswordField } from "./new-password-field.tsx";
import { changePassword } from "./password-actions.ts";

type Props = { email: string; words: Messages["account"]["changePasswordForm"] };

export function ChangePasswordForm({ email, words }: Props) {
  const [state, action] = useActionState(changePassword, {});
  return (
    <form action={action} className="max-w-md space-y-5">
      <FormProblem state={state} titles={words} />
      {/* Says to a password manager whose password it is. */}
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <Field
        name="current"
        id="field-current"
        title={words.current}
        type="password"
        autoComplete="current-password"
        required
        maxLength={128}
        error={state.fields?.current}
      />
      <NewPasswordField words={words} error={state.fields?.password} />
      <SubmitButton busy={words.changing}>{words.change}</SubmitButton>
    </form>
  );
}
