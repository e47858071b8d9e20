"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { saveProfile } from "./profile-actions.ts";

type Known = { name: string; username: string | null };

export function ProfileForm({ known, words }: { known: Known; words: Messages["account"]["profileForm"] }) {
  const [state, action] = useActionState(saveProfile, {});
  const { values, fields } = state;
  return (
    <form action={action} className="max-w-md space-y-5">
      <FormProblem state={state} titles={words} />
      <Field
        name="name"
        title={words.name}
        autoComplete="name"
        required
        maxLength={80}
        defaultValue={values?.name ?? known.name}
        error={fields?.name}
      />
      <Field
        name="username"
        title={words.username}
        note={words.optional}
        autoComplete="nickname"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={20}
        hint={words.usernameHint}
        defaultValue={values?.username ?? known.username ?? undefined}
        error={fields?.username}
      />
      <SubmitButton busy={words.saving}>{words.save}</SubmitButton>
    </form>
  );
}
