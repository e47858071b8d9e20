"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { signIn } from "./actions.ts";

export function SignInForm({ next, words }: { next: string; words: Messages["account"]["signInForm"] }) {
  const [state, action] = useActionState(signIn, {});
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
      <Field
        name="password"
        title={words.password}
        type="password"
        autoComplete="current-password"
        required
        error={state.fields?.password}
      />
      <label className="flex min-h-11 items-center gap-3 text-[0.9375rem]">
        <input type="checkbox" name="remember" className="size-5 accent-acid" />
        {words.remember}
      </label>
      <SubmitButton wide busy={words.signingIn}>
        {words.signIn}
      </SubmitButton>
    </form>
  );
}
