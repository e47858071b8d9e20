"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { verifyEmail } from "./actions.ts";
import { NewPasswordField } from "./new-password-field.tsx";

/**
 * A click, not the page's load, uses the link up: mail scanners open links too. In another browser than the one that
 * signed up the API asks for the password anew: only who holds the mailbox may choose it.
 */
export function VerifyEmailForm({
  token,
  next,
  words,
}: {
  token: string;
  next: string;
  words: Messages["account"]["verifyEmailForm"];
}) {
  const [state, action] = useActionState(verifyEmail, {});
  const asked = state.code === "password_needed" || state.values?.asked !== undefined;
  return (
    <form action={action} className="space-y-5">
      <FormProblem state={state} titles={words} />
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="next" value={next} />
      {asked && (
        <>
          <input type="hidden" name="asked" value="yes" />
          <NewPasswordField words={words} error={state.fields?.password} />
        </>
      )}
      <SubmitButton wide busy={words.verifying}>
        {words.verify}
      </SubmitButton>
    </form>
  );
}
