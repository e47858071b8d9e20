"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { askForPhone } from "./phone-actions.ts";

type Props = { known: string | undefined; words: Messages["account"]["askPhoneForm"] };

export function AskPhoneForm({ known, words }: Props) {
  const [state, action] = useActionState(askForPhone, {});
  return (
    <form action={action} className="max-w-md space-y-5">
      <FormProblem state={state} titles={words} />
      <Field
        name="phone"
        title={words.phone}
        type="tel"
        autoComplete="tel"
        inputMode="tel"
        required
        hint={words.hint}
        defaultValue={state.values?.phone ?? known}
        error={state.fields?.phone}
      />
      <SubmitButton busy={words.sending}>{words.send}</SubmitButton>
    </form>
  );
}
