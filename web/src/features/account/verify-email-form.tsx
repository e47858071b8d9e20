"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { verifyEmail } from "./actions.ts";

/** A click, not the page's load, uses the link up: mail scanners open links too. */
export function VerifyEmailForm({
  token,
  words,
}: {
  token: string;
  words: Messages["account"]["verifyEmailForm"];
}) {
  const [state, action] = useActionState(verifyEmail, {});
  return (
    <form action={action} className="space-y-5">
      <FormProblem state={state} titles={{}} />
      <input type="hidden" name="token" value={token} />
      <SubmitButton wide busy={words.verifying}>
        {words.verify}
      </SubmitButton>
    </form>
  );
}
