"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { NewPasswordField } from "./new-password-field.tsx";
import { resetPassword } from "./password-actions.ts";

type Props = { token: string; next: string; words: Messages["account"]["resetPasswordForm"] };

/** A click, not the page's load, uses the link up: mail scanners open links too. */
export function ResetPasswordForm({ token, next, words }: Props) {
  const [state, action] = useActionState(resetPassword, {});
  return (
    <form action={action} className="space-y-5">
      <FormProblem state={state} titles={words} />
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="next" value={next} />
      <NewPasswordField words={words} error={state.fields?.password} />
      <SubmitButton wide busy={words.setting}>
        {words.set}
      </SubmitButton>
    </form>
  );
}
