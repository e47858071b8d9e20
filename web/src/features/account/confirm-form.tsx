"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { confirmByPassword } from "./confirm-actions.ts";

type Props = { next: string; words: Messages["account"]["confirmForm"] };

export function ConfirmForm({ next, words }: Props) {
  const [state, action] = useActionState(confirmByPassword, {});
  return (
    <form action={action} className="space-y-5">
      <FormProblem state={state} titles={words} />
      <input type="hidden" name="next" value={next} />
      <Field
        name="password"
        title={words.password}
        type="password"
        autoComplete="current-password"
        required
        maxLength={128}
        error={state.fields?.password}
      />
      <SubmitButton wide busy={words.confirming}>
        {words.confirm}
      </SubmitButton>
    </form>
  );
}
