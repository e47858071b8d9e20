"use client";

import { useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { verifyEmail } from "./actions.ts";

/** A click, not the page's load, uses the link up: mail scanners open links too. */
export function VerifyEmailForm({ token }: { token: string }) {
  const [state, action] = useActionState(verifyEmail, {});
  return (
    <form action={action} className="space-y-5">
      <FormProblem state={state} titles={{}} />
      <input type="hidden" name="token" value={token} />
      <SubmitButton wide busy="Opening your account…">
        Verify my e-mail
      </SubmitButton>
    </form>
  );
}
