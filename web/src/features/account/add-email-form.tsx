"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { askForEmail } from "./wallet-actions.ts";

export function AddEmailForm({ words }: { words: Messages["account"]["addEmailForm"] }) {
  const [state, action] = useActionState(askForEmail, {});
  return (
    <form action={action} className="max-w-md space-y-5">
      <FormProblem state={state} titles={words} />
      <Field
        name="email"
        title={words.email}
        type="email"
        autoComplete="email"
        required
        defaultValue={state.values?.email}
        error={state.fields?.email}
      />
      <SubmitButton busy={words.adding}>{words.add}</SubmitButton>
    </form>
  );
}
