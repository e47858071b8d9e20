"use client";

import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { verifyEmail } from "./actions.ts";

/**
 * In another browser than the one that signed up, the API asks for the password anew: only who holds the mailbox may
 * choose it. A click, not the page's load, uses the link up: mail
 * scanners open links too.
 */
export function VerifyEmailForm({ token }: { token: string }) {
  const [state, action] = useActionState(verifyEmail, {});
  const asked = state.code === "password_needed" || state.values?.asked !== undefined;
  return (
    <form action={action} className="space-y-5">
      <FormProblem state={state} titles={{ password: "Password" }} />
      <input type="hidden" name="token" value={token} />
      {asked && (
        <Field
          name="password"
          title="Choose your password"
          type="password"
          autoComplete="new-password"
          required
          minLength={8}
          maxLength={128}
          hint="8 characters or more. Four words are better than one with signs."
          error={state.fields?.password}
        />
      )}
      <SubmitButton wide busy="Opening your account…">
        Verify my e-mail
      </SubmitButton>
    </form>
  );
}
