"use client";

import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { signUp } from "./actions.ts";

export function SignUpForm() {
  const [state, action] = useActionState(signUp, {});
  const { values, fields } = state;
  return (
    <form action={action} className="space-y-5">
      <FormProblem state={state} titles={{ name: "Name", email: "E-mail", password: "Password" }} />
      <Field
        name="name"
        title="Name"
        autoComplete="name"
        required
        maxLength={80}
        defaultValue={values?.name}
        error={fields?.name}
      />
      <Field
        name="email"
        title="E-mail"
        type="email"
        autoComplete="email"
        required
        hint="We mail a link to it. The account opens when you click."
        defaultValue={values?.email}
        error={fields?.email}
      />
      <Field
        name="password"
        title="Password"
        type="password"
        autoComplete="new-password"
        required
        minLength={8}
        maxLength={128}
        hint="8 characters or more. Four words are better than one with signs."
        error={fields?.password}
      />
      <SubmitButton wide busy="Opening…">
        Open my account
      </SubmitButton>
    </form>
  );
}
