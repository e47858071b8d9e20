"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import type { FormState } from "@/ui/form-state.ts";
import { SubmitButton } from "@/ui/submit-button.tsx";

/** Where the six digits of a mail or an SMS are typed. `submit` is a server action. */
export function CodeForm({
  submit,
  next,
  words,
  title = words.code,
}: {
  submit: (state: FormState, form: FormData) => Promise<FormState>;
  next: string;
  words: Messages["account"]["codeForm"];
  /** What the digits came by, where it was no mail. */
  title?: string;
}) {
  const [state, action] = useActionState(submit, {});
  return (
    <form action={action} className="max-w-md space-y-5">
      <FormProblem state={state} titles={{ code: title }} />
      <input type="hidden" name="next" value={next} />
      <Field
        name="code"
        title={title}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="\s*[0-9]{6}\s*"
        required
        error={state.fields?.code}
      />
      <SubmitButton busy={words.confirming}>{words.confirm}</SubmitButton>
    </form>
  );
}
