"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { signUp } from "./actions.ts";
import { NewPasswordField } from "./new-password-field.tsx";

export function SignUpForm({ next, words }: { next: string; words: Messages["account"]["signUpForm"] }) {
  const [state, action] = useActionState(signUp, {});
  const { values, fields } = state;
  return (
    <form action={action} className="space-y-5">
      <FormProblem state={state} titles={words} />
      <input type="hidden" name="next" value={next} />
      <Field
        name="name"
        title={words.name}
        autoComplete="name"
        required
        maxLength={80}
        defaultValue={values?.name}
        error={fields?.name}
      />
      <Field
        name="email"
        title={words.email}
        type="email"
        autoComplete="username"
        required
        hint={words.emailHint}
        defaultValue={values?.email}
        error={fields?.email}
      />
      <NewPasswordField words={words} error={fields?.password} />
      <SubmitButton wide busy={words.opening}>
        {words.open}
      </SubmitButton>
    </form>
  );
}
