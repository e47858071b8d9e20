"use client";

import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { signIn } from "./actions.ts";

export function SignInForm({ next }: { next: string }) {
  const [state, action] = useActionState(signIn, {});
  return (
    <form action={action} className="space-y-5">
      <FormProblem state={state} titles={{ email: "E-mail", password: "Password" }} />
      <input type="hidden" name="next" value={next} />
      <Field
        name="email"
        title="E-mail"
        type="email"
        autoComplete="email"
        required
        defaultValue={state.values?.email}
        error={state.fields?.email}
      />
      <Field
        name="password"
        title="Password"
        type="password"
        autoComplete="current-password"
        required
        error={state.fields?.password}
      />
      <SubmitButton wide busy="Signing in…">
        Sign in
      </SubmitButton>
    </form>
  );
}
